/** The shop's channels with what is saved of their storefronts, and where their paths lead; without React. */
import type { StorefrontChoicesFragment } from "../../api/generated/settings";

export type Path = "productPath" | "orderPath" | "cartPath";

/** What a path holds for the one thing that is meant, and an example of it. */
export const BLANKS: Record<Path, { readonly blank: string; readonly example: string }> = {
  productPath: { blank: "{slug}", example: "red-shoes" },
  orderPath: { blank: "{number}", example: "1042" },
  cartPath: { blank: "{token}", example: "3f9a…" },
};

/** As the API begins; nobody has changed it. */
const UNSET: Omit<StorefrontChoicesFragment, "channelSlug"> = {
  name: "",
  url: "",
  productPath: "/products/{slug}",
  orderPath: "/account/orders/{number}",
  cartPath: "/checkout/{token}",
  reviewUrl: "",
  senderName: "",
  senderAddress: "",
  replyTo: "",
  timeZone: "",
  language: "",
  version: 0,
};

interface Storefront {
  /** What staff call the channel. */
  readonly channel: string;
  readonly saved: StorefrontChoicesFragment;
}

/** Every channel, and whatever is saved of one that is gone. */
export function storefrontsOf(
  channels: readonly { readonly slug: string; readonly name: string }[],
  known: readonly StorefrontChoicesFragment[],
): Storefront[] {
  const saved = new Map(known.map((one) => [one.channelSlug, one]));
  const present = channels.map(({ slug, name }) => ({ channel: name, saved: saved.get(slug) ?? { ...UNSET, channelSlug: slug } }));
  const slugs = new Set(channels.map(({ slug }) => slug));
  const gone = known.filter(({ channelSlug }) => !slugs.has(channelSlug));
  return [...present, ...gone.map((one) => ({ channel: one.channelSlug, saved: one }))];
}

/** Where a button of a letter would lead. */
export function addressOf(url: string, path: Path, written: string): string {
  const { blank, example } = BLANKS[path];
  return `${url.replace(/\/+$/, "") || "https://…"}${written.replaceAll(blank, example)}`;
}
