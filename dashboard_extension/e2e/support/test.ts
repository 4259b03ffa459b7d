/** `test` with our pages, their words and the staff's API at hand; fails on any error in the console. */
import { test as base, expect, type BrowserContextOptions, type ConsoleMessage, type Page } from "@playwright/test";

import { Crm } from "./crm";
import { sayIn, type Look, type Say } from "./look";
import { Staff } from "./staff";

export { expect };

interface Console {
  /** Lets errors pass that a test brings about, such as those of a stopped API. */
  allow(pattern: RegExp): void;
}

interface Fixtures {
  readonly say: Say;
  readonly staff: Staff;
  readonly crm: Crm;
  readonly errors: Console;
}

/** Lets the shell of this tab begin as the staff member, in the language and theme of the look. */
async function seat(page: Page, refreshToken: string, look: Look): Promise<void> {
  await page.addInitScript(
    ({ refreshToken, look: { locale, theme } }) => {
      // The shell alone remembers these; our pages in the frame get them by the bridge.
      if (window.top !== window) return;
      for (const [name, value] of Object.entries({ refreshToken, locale, theme })) {
        if (!localStorage.getItem(`shell.${name}`)) localStorage.setItem(`shell.${name}`, value);
      }
    },
    { refreshToken, look },
  );
}

/** Watches a page's console while the test runs, and fails the test for what it did not allow. */
async function listening(page: Page, during: (console: Console) => Promise<void>): Promise<void> {
  const seen: string[] = [];
  const allowed: RegExp[] = [];
  const hear = (message: ConsoleMessage) => {
    if (message.type() === "error") seen.push(message.text());
  };
  const stumble = (error: Error) => {
    seen.push(String(error));
  };
  page.on("console", hear);
  page.on("pageerror", stumble);
  await during({ allow: (pattern) => void allowed.push(pattern) });
  page.off("console", hear);
  page.off("pageerror", stumble);
  const unexpected = seen.filter((text) => !allowed.some((pattern) => pattern.test(text)));
  expect(unexpected, "errors in the browser's console").toEqual([]);
}

const wording = base.extend<Pick<Fixtures, "say" | "staff">, { readonly look: Look }>({
  look: [{ locale: "en", theme: "light" }, { option: true, scope: "worker" }],
  say: async ({ look }, provide) => {
    await provide(sayIn(look.locale));
  },
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names out of the pattern
  staff: async ({}, provide) => {
    await provide(await Staff.signIn());
  },
});

export const test = wording.extend<Pick<Fixtures, "crm" | "errors">>({
  crm: async ({ page, look, staff }, provide, testInfo) => {
    await seat(page, staff.refreshToken, look);
    await provide(new Crm(page, look, staff, testInfo.project.name));
  },
  errors: [
    async ({ page }, provide) => {
      await listening(page, provide);
    },
    { auto: true },
  ],
});

/** For who only looks: one tab for all screens of a look, which has our code in its cache. */
const viewing = wording.extend<Pick<Fixtures, "crm">, { readonly tab: Page }>({
  tab: [
    async ({ browser, look }, provide, { project }) => {
      const page = await browser.newPage(project.use as BrowserContextOptions);
      const { refreshToken } = await Staff.signIn();
      await seat(page, refreshToken, look);
      await provide(page);
      await page.close();
    },
    { scope: "worker" },
  ],
  crm: async ({ tab, look, staff }, provide, testInfo) => {
    await listening(tab, () => provide(new Crm(tab, look, staff, testInfo.project.name)));
  },
});

/** Where a screen is, or how to find out: a customer's page needs a customer. */
type Place = string | ((staff: Staff) => Promise<string>);

/**
 * Registers a look at one screen in all three looks: it comes to rest, axe finds nothing, the console
 * is clean, and a picture of it is kept. `heading` is the message id of a heading that it shows; without
 * one the page's own title is waited for.
 */
export function screen(name: string, place: Place, heading?: string): void {
  viewing(`${name} @screen`, async ({ crm, say, staff }) => {
    const inside = await crm.open(typeof place === "string" ? place : await place(staff));
    const title = heading === undefined ? { level: 1 } : { name: say(heading) };
    await expect(inside.getByRole("heading", title).first()).toBeVisible();
    await crm.inspect(name);
  });
}
