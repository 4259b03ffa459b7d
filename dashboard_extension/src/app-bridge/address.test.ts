import { expect, it } from "vitest";
import { initialState, readAddress } from "./address";

const PAGE = "https://shop.example/plugins/saleor.crm/dashboard/widgets/order";

it("reads whom the Dashboard's page is about", () => {
  const address = new URL(`${PAGE}?customerId=VXNlcjox&customerIds=VXNlcjox,VXNlcjoy,&orderId=T3JkZXI6MQ&id=QXBwOjE`);
  expect(readAddress(address)).toEqual({
    ids: { customerId: "VXNlcjox", customerIds: ["VXNlcjox", "VXNlcjoy"], orderId: "T3JkZXI6MQ" },
    theme: null,
    saleorApiUrl: "https://shop.example/graphql/",
    appId: "QXBwOjE",
  });
});

it("takes a draft for an order", () => {
  expect(readAddress(new URL(`${PAGE}?draftOrderId=T3JkZXI6Mg`)).ids).toEqual({ orderId: "T3JkZXI6Mg" });
});

it.each([
  ["https://shop.example/other/graphql/", "https://shop.example/other/graphql/"],
  ["https://evil.example/graphql/", "https://shop.example/graphql/"],
  ["no address", "https://shop.example/graphql/"],
])("sends tokens to the shop alone: %s", (wished, expected) => {
  const address = new URL(`${PAGE}?saleorApiUrl=${encodeURIComponent(wished)}`);
  expect(readAddress(address).saleorApiUrl).toBe(expected);
});

it.each([
  ["?theme=dark", false, "dark"],
  ["?theme=pink", true, "dark"],
  ["", false, "light"],
])("begins in the theme of the Dashboard, else of the browser: %s", (query, prefersDark, theme) => {
  const browser = { languages: [], prefersDark, isFramed: true };
  expect(initialState(new URL(PAGE + query), browser).theme).toBe(theme);
});

it("asks for a sign-in where nobody frames it", () => {
  const browser = { languages: ["it-IT"], prefersDark: false, isFramed: false };
  expect(initialState(new URL(PAGE), browser)).toMatchObject({ status: "signedOut", host: "standalone", locale: "it-IT" });
});
