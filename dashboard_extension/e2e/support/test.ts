/** `test` with our pages, their words and the staff's API at hand; fails on any error in the console. */
import { test as base, expect } from "@playwright/test";

import { Crm } from "./crm";
import { sayIn, type Look, type Say } from "./look";
import { Staff } from "./staff";

export { expect };

interface Console {
  /** Lets errors pass that a test brings about, such as those of a stopped API. */
  allow(pattern: RegExp): void;
}

interface Fixtures {
  readonly look: Look;
  readonly say: Say;
  readonly staff: Staff;
  readonly crm: Crm;
  readonly errors: Console;
}

export const test = base.extend<Fixtures>({
  look: [{ locale: "en", theme: "light" }, { option: true }],
  say: async ({ look }, provide) => {
    await provide(sayIn(look.locale));
  },
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names out of the pattern
  staff: async ({}, provide) => {
    await provide(await Staff.signIn());
  },
  crm: async ({ page, look, staff }, provide, testInfo) => {
    await page.addInitScript(
      ({ refreshToken, look: { locale, theme } }) => {
        // The shell alone remembers these; our pages in the frame get them by the bridge.
        if (window.top !== window) return;
        for (const [name, value] of Object.entries({ refreshToken, locale, theme })) {
          if (!localStorage.getItem(`shell.${name}`)) localStorage.setItem(`shell.${name}`, value);
        }
      },
      { refreshToken: staff.refreshToken, look },
    );
    await provide(new Crm(page, look, staff, testInfo.project.name));
  },
  errors: [
    async ({ page }, provide) => {
      const seen: string[] = [];
      const allowed: RegExp[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") seen.push(message.text());
      });
      page.on("pageerror", (error) => seen.push(String(error)));
      await provide({ allow: (pattern) => void allowed.push(pattern) });
      const unexpected = seen.filter((text) => !allowed.some((pattern) => pattern.test(text)));
      expect(unexpected, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

/** Where a screen is, or how to find out: a customer's page needs a customer. */
type Place = string | ((staff: Staff) => Promise<string>);

/**
 * Registers a look at one screen in all three looks: it comes to rest, axe finds nothing, the console
 * is clean, and a picture of it is kept. `heading` is the message id of a heading that it shows; without
 * one the page's own title is waited for.
 */
export function screen(name: string, place: Place, heading?: string): void {
  test(`${name} @screen`, async ({ crm, say, staff }) => {
    const inside = await crm.open(typeof place === "string" ? place : await place(staff));
    const title = heading === undefined ? { level: 1 } : { name: say(heading) };
    await expect(inside.getByRole("heading", title).first()).toBeVisible();
    await crm.inspect(name);
  });
}
