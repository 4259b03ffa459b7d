import { screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { renderPage } from "../../test-kit";
import { BarFigure, FunnelFigure, HeatMap, LineFigure } from ".";
import { isMotionWelcome } from "./series-table";

const SERIES = {
  title: "More came back in May.",
  summary: "Two months.",
  points: ["April", "May"],
  pointsLabel: "Month",
  series: [
    { key: "first", label: "First order", values: [5, 1200] },
    { key: "again", label: "Came back", values: [null, 9] },
  ],
};
const GRID = {
  title: "Who comes back",
  summary: "By month.",
  rowsLabel: "First order in",
  columns: ["Month 0", "Month 1"],
  rows: [
    { key: "4", label: "April", values: [20, 4] },
    { key: "5", label: "May", values: [10, null] },
  ],
};
const STEPS = {
  title: "Half have bought.",
  summary: "Three steps.",
  stepsLabel: "Step",
  valueLabel: "People",
  steps: [
    { key: "known", label: "Known", value: 200 },
    { key: "customer", label: "Customers", value: 100 },
    { key: "vip", label: "VIP", value: 5 },
  ],
};

const rowsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole("row")
    .map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent));

describe("every figure", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([
    ["lines", <LineFigure key="1" {...SERIES} />, SERIES],
    ["bars", <BarFigure key="2" {...SERIES} />, SERIES],
    ["a heat map", <HeatMap key="3" {...GRID} />, GRID],
    ["a funnel", <FunnelFigure key="4" {...STEPS} />, STEPS],
  ])("has a sentence as its name, and words for those who do not see it: %s", async (_, figure, { title, summary }) => {
    renderPage(figure);
    const shown = await screen.findByRole("figure", { name: title });
    expect(within(shown).getByText(summary)).toHaveClass("crm-hidden");
  });

  it("shows the same numbers as a table, and back", async () => {
    const { user } = renderPage(<LineFigure {...SERIES} />);
    const toggle = await screen.findByRole("button", { name: "Show as a table" });
    await user.click(toggle);
    expect(toggle).toHaveAttribute("aria-pressed", "true");
    expect(rowsOf(screen.getByRole("table", { name: SERIES.title }))).toEqual([
      ["Month", "First order", "Came back"],
      ["April", "5", "–"],
      ["May", "1,200", "9"],
    ]);
    await user.click(toggle);
    expect(screen.queryByRole("table")).toBeNull();
  });

  it("gives the numbers as a file, exact and unwritten", async () => {
    // Arrange
    const written = vi.fn();
    vi.stubGlobal("Blob", function ([, text]: string[]) {
      written(text);
    });
    URL.createObjectURL = () => "blob:1";
    URL.revokeObjectURL = () => undefined;
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    const { user } = renderPage(<BarFigure {...SERIES} />);

    // Act
    await user.click(await screen.findByRole("button", { name: "Download CSV" }));

    // Assert
    expect(names).toEqual(["More came back in May.csv"]);
    expect(written).toHaveBeenCalledWith("Month,First order,Came back\r\nApril,5,\r\nMay,1200,9\r\n");
  });
});

describe("a heat map", () => {
  it("is darkest where most are, and empty where nobody is", async () => {
    renderPage(<HeatMap {...GRID} />);
    const table = await screen.findByRole("table", { name: GRID.title });
    expect(within(table).getByText("20")).toHaveClass("crm-heat__cell--7");
    expect(within(table).getByText("4")).toHaveClass("crm-heat__cell--1");
    expect(rowsOf(table).at(-1)).toEqual(["May", "10", ""]);
  });

  it("leads on from its cells and rows by keyboard", async () => {
    const [select, selectRow] = [vi.fn(), vi.fn()];
    const { user } = renderPage(<HeatMap {...GRID} onSelect={select} onSelectRow={selectRow} />);
    (await screen.findByRole("button", { name: "April" })).focus();
    await user.keyboard("{Enter}");
    expect(selectRow).toHaveBeenCalledWith(0);
    screen.getByRole("button", { name: "April, Month 1: 4" }).focus();
    await user.keyboard("{Enter}");
    expect(select).toHaveBeenCalledWith(0, 1);
  });
});

it("a funnel says what part of the step before is left", async () => {
  renderPage(<FunnelFigure {...STEPS} />);
  await screen.findByRole("figure");
  expect(screen.getAllByRole("listitem").map((step) => step.textContent)).toEqual([
    "Known200",
    "Customers100 (50%)",
    "VIP5 (5%)",
  ]);
});

it.each([
  [true, false],
  [false, true],
])("whoever has asked for less motion gets none: %s", (matches, isWelcome) => {
  vi.spyOn(window, "matchMedia").mockReturnValue({ matches } as MediaQueryList);
  expect(isMotionWelcome()).toBe(isWelcome);
  vi.restoreAllMocks();
});
