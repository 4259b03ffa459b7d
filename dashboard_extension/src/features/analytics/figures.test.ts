import { describe, expect, it } from "vitest";

import {
  amountsByCurrency,
  buyersByMonth,
  cellKey,
  changeOf,
  cohortGrid,
  type MetricPoint,
  migrationGrid,
  rfmGrid,
} from "./figures";

function point(changes: Partial<MetricPoint>): MetricPoint {
  return { of: "", to: "", after: null, count: 0, total: null, share: null, currency: "", amount: null, ...changes };
}

const cohorts = [
  point({ of: "2025-12", after: 0, count: 8, total: 8 }),
  point({ of: "2025-12", after: 1, count: 2, total: 8 }),
  point({ of: "2026-01", after: 0, count: 5, total: 5 }),
];

describe("cohorts", () => {
  it("stand by first month and months after", () => {
    const grid = cohortGrid(cohorts);
    expect(grid.rows).toEqual(["2025-12", "2026-01"]);
    expect(grid.columns).toEqual(["0", "1"]);
    expect(grid.cells.get(cellKey("2025-12", "1"))?.count).toBe(2);
    expect(grid.cells.has(cellKey("2026-01", "1"))).toBe(false);
  });

  it("tell who was new and who came back in a month", () => {
    expect(buyersByMonth(cohorts)).toEqual([
      { month: "2025-12", first: 8, again: 0 },
      { month: "2026-01", first: 5, again: 2 },
    ]);
  });

  it("show the newest twelve", () => {
    const months = Array.from({ length: 15 }, (_, n) => `20${10 + n}-01`);
    const grid = cohortGrid(months.map((of) => point({ of, after: 0, count: 1, total: 1 })));
    expect(grid.rows).toEqual(months.slice(3));
  });
});

describe("grids", () => {
  it("show the best customers at the top right", () => {
    const grid = rfmGrid([point({ of: "5", to: "5", count: 3 })]);
    expect([grid.rows[0], grid.columns[4]]).toEqual(["5", "5"]);
    expect(grid.cells.get(cellKey("5", "5"))?.count).toBe(3);
  });

  it("show those without a tier last", () => {
    const grid = migrationGrid([point({ of: "none", to: "gold" }), point({ of: "gold", to: "none" })]);
    expect(grid.rows).toEqual(["gold", "none"]);
    expect(grid.columns).toEqual(["gold", "none"]);
  });
});

describe("amounts", () => {
  it("are added within a currency alone", () => {
    const points = [
      point({ currency: "EUR", amount: 10.5 }),
      point({ currency: "EUR", amount: 2 }),
      point({ currency: "CNY", amount: 7 }),
      point({ currency: "", amount: null }),
    ];
    expect(amountsByCurrency(points)).toEqual([
      { currency: "EUR", amount: 12.5 },
      { currency: "CNY", amount: 7 },
    ]);
  });

  it("change against what was before, where there was something", () => {
    expect([changeOf(3, 2), changeOf(1, 0), changeOf(null, 2), changeOf(2, null)]).toEqual([0.5, null, null, null]);
  });
});
