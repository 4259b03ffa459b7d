/** The demo's storefront with the kit in it, as a shopper opens it in the browser's language. */
import { expect, type Locator, type Page } from "@playwright/test";

import { violationsIn } from "./axe";
import type { Locale, Look } from "./look";

export const STOREFRONT_URL = process.env["CRM_STOREFRONT_URL"] ?? "http://127.0.0.1:8025/shop/";

type Catalog = Readonly<Record<Locale, Readonly<Record<string, string>>>>;

export class Storefront {
  private constructor(
    readonly page: Page,
    private readonly look: Look,
    private readonly project: string,
    private readonly words: { readonly shop: Catalog; readonly kit: Catalog },
  ) {}

  static async open(page: Page, look: Look, project: string): Promise<Storefront> {
    await page.goto(STOREFRONT_URL);
    const wordsOf = (path: string) => page.evaluate<Catalog>(`import("/shop/${path}").then(({ WORDS }) => WORDS)`);
    const words = { shop: await wordsOf("files/words.js"), kit: await wordsOf("kit/words.js") };
    return new Storefront(page, look, project, words);
  }

  /** What the demo's page says. */
  shop(word: string): string {
    return textOf(this.words.shop, this.look.locale, word);
  }

  /** What the kit says, its blanks filled in. */
  kit(word: string, values: Readonly<Record<string, string>> = {}): string {
    const text = textOf(this.words.kit, this.look.locale, word);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
  }

  get loyalty(): Locator {
    return this.page.locator("crm-loyalty");
  }

  get cart(): Locator {
    return this.page.getByRole("region", { name: this.shop("cart") });
  }

  /** What the shopper can use, and what is on its way. */
  get points(): Locator {
    return this.loyalty.getByRole("region", { name: this.kit("title"), exact: true });
  }

  get history(): Locator {
    return this.loyalty.getByRole("region", { name: this.kit("history") }).getByRole("listitem");
  }

  /** Signs in as the shopper whom the page proposes, and waits for the points. Returns the e-mail. */
  async signIn(): Promise<string> {
    const email = await this.page.getByRole("textbox", { name: this.shop("email") }).inputValue();
    await this.page.getByRole("button", { name: this.shop("signIn") }).click();
    await expect(this.loyalty.getByRole("region", { name: this.kit("history") })).toBeVisible();
    return email;
  }

  async addFirstRecord(): Promise<void> {
    await this.page
      .getByRole("button", { name: new RegExp(`^${this.shop("add")}`) })
      .first()
      .click();
  }

  /** Waits for rest, takes a picture for build/screenshots/, and asks axe. */
  async inspect(name: string): Promise<void> {
    await expect(this.loyalty.locator("[aria-busy=true]")).toHaveCount(0);
    await this.page.screenshot({ path: `../build/screenshots/${this.project}/${name}.png`, fullPage: true });
    expect(await violationsIn(this.page), `axe about ${name}`).toEqual([]);
  }
}

function textOf(words: Catalog, locale: Locale, word: string): string {
  const text = words[locale][word];
  if (text === undefined) throw new Error(`The storefront has no word "${word}".`);
  return text;
}
