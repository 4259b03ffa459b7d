/** Our pages inside the demo's shell: opens them as the Dashboard does, and looks them over. */
import { expect, type Frame, type FrameLocator, type Page } from "@playwright/test";

import { violationsIn } from "./axe";
import type { Look } from "./look";
import type { Staff } from "./staff";

const FRAME = "iframe[data-extension]";
const FIND_APP = `query App { apps(first: 100) { edges { node { id name appUrl } } } }`;

interface Apps {
  readonly apps: { readonly edges: readonly { readonly node: { id: string; appUrl: string } }[] };
}

export class Crm {
  constructor(
    readonly page: Page,
    readonly look: Look,
    readonly staff: Staff,
    private readonly project: string,
  ) {}

  /** Opens a page of ours, such as "/segments", as the sidebar does; acts and finds inside of it. */
  async open(path: string): Promise<FrameLocator> {
    const { apps } = await this.staff.ask<Apps>(FIND_APP);
    const app = apps.edges.find(({ node }) => node.appUrl.includes("/plugins/"));
    if (!app) throw new Error("No app is installed: crm_install_dashboard has not run.");
    await this.page.goto(`/extensions/app/${encodeURIComponent(app.node.id)}${path}`);
    return this.inside();
  }

  /** Opens a page of the Dashboard that shows a widget of ours, such as "/customers/<id>". */
  async openHost(path: string): Promise<FrameLocator> {
    await this.page.goto(path);
    return this.inside();
  }

  /** The frame opened last: a popup lies over the page that opened it. */
  async inside(): Promise<FrameLocator> {
    const frame = this.page.locator(FRAME).last();
    await frame.waitFor();
    return frame.contentFrame();
  }

  /** Waits for rest, asks axe, and takes a picture for build/screenshots/. */
  async inspect(name: string): Promise<void> {
    const inside = await this.inside();
    await expect(inside.locator("[aria-busy=true]")).toHaveCount(0);
    await this.page.screenshot({ path: `../build/screenshots/${this.project}/${name}.png` });
    // In Chinese the pages are built and colored as in English: axe has seen them.
    if (this.look.locale === "zh-Hans") return;
    expect(await violationsIn(await this.frame()), `axe about ${name}`).toEqual([]);
  }

  /** How wide the page would have to be to show everything; more than it is, and something is clipped. */
  async widthNeeded(): Promise<number> {
    return (await this.inside()).locator("html").evaluate((page) => page.scrollWidth);
  }

  private async frame(): Promise<Frame> {
    const handle = await this.page.locator(FRAME).last().elementHandle();
    const frame = await handle?.contentFrame();
    if (!frame) throw new Error("There is no page of ours on the screen.");
    return frame;
  }
}
