/** Every channel has a storefront to be set, and a path shows where it leads. */
import { describe, expect, it } from "vitest";
import { addressOf, storefrontsOf } from "./storefront-paths";

describe("storefronts", () => {
  it("are those of the channels, by name, and what is saved of one that is gone", () => {
    const channels = [{ slug: "web", name: "Web shop" }];
    const unset = {
      channelSlug: "web",
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
    const gone = { ...unset, channelSlug: "old", url: "https://old.example", version: 3 };

    expect(storefrontsOf(channels, [gone])).toEqual([
      { channel: "Web shop", saved: unset },
      { channel: "old", saved: gone },
    ]);
    expect(storefrontsOf(channels, [{ ...unset, version: 2 }])).toEqual([{ channel: "Web shop", saved: { ...unset, version: 2 } }]);
  });

  it("show where a path leads", () => {
    expect(addressOf("https://shop.example/", "productPath", "/p/{slug}")).toBe("https://shop.example/p/red-shoes");
    expect(addressOf("", "orderPath", "/orders/{number}")).toBe("https://…/orders/1042");
  });
});
