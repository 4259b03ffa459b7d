import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { renderPage } from "../test-kit";
import { HoldoutComparison, type HoldoutComparisonProps } from "./holdout-comparison";

const COMPARISON: HoldoutComparisonProps["comparison"] = {
  treated: { people: 2_000, waiting: 3, converted: 130 },
  heldOut: { people: 1_000, waiting: 0, converted: 40 },
  leftOut: 2,
  conversion: { estimate: 0.025, low: 0.008, high: 0.042, isCertain: true },
  refusal: null,
  revenue: [
    {
      currency: "EUR",
      perPerson: { estimate: 1.5, low: -0.25, high: 3.25, isCertain: false },
      refusal: null,
    },
    { currency: "USD", perPerson: null, refusal: { what: "conversions", needed: 20, treated: 3, heldOut: 1 } },
  ],
};

function open(comparison: Partial<HoldoutComparisonProps["comparison"]> = {}) {
  return renderPage(
    <HoldoutComparison words="campaigns" definition="Everybody drawn." comparison={{ ...COMPARISON, ...comparison }} />,
    { path: "/campaigns", address: "/campaigns", answers: {} },
  );
}

describe("the comparison with the held out", () => {
  test("tells the lift in points with its interval, and both sides", async () => {
    open();
    expect(
      await screen.findByText("2.5 percentage points more of those written to bought than of the held out (95 %: +0.8 to +4.2)."),
    ).toBeVisible();
    const table = screen.getByRole("table", { name: "What the campaign changed" });
    expect(within(table).getByRole("row", { name: "Written to 2,000 130 6.5% 3" })).toBeVisible();
    expect(within(table).getByRole("row", { name: "Held out 1,000 40 4% 0" })).toBeVisible();
    expect(screen.getByText("Net revenue per person: +€1.50 (95 %: -€0.25 to +€3.25).")).toBeVisible();
    expect(screen.getByText(/2 people count on neither side/)).toBeVisible();
    expect(screen.getByText(/^USD: Too few to claim a lift: 20 orders are needed in all/)).toBeVisible();
  });

  test("says that it may be chance, also of fewer orders", async () => {
    open({ conversion: { estimate: -0.004, low: -0.02, high: 0.012, isCertain: false } });
    expect(
      await screen.findByText(
        "0.4 percentage points fewer of those written to bought than of the held out, which may be chance (95 %: -2 to +1.2).",
      ),
    ).toBeVisible();
  });

  test("claims nothing of too few", async () => {
    open({ conversion: null, refusal: { what: "people", needed: 100, treated: 80, heldOut: 9 } });
    expect(
      await screen.findByText(
        "Too few to claim a lift: 100 people are needed on each side; there are 80 written to and 9 held out.",
      ),
    ).toBeVisible();
    expect(screen.queryByText(/percentage points/)).toBeNull();
  });
});
