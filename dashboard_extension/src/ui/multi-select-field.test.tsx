import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { renderPage } from "../test-kit";
import { MultiSelectField } from "./multi-select-field";

const letters = (count: number) =>
  Array.from({ length: count }, (_, place) => String.fromCharCode(97 + place)).map((value) => ({
    value,
    label: `List ${value.toUpperCase()}`,
  }));

describe("several of many", () => {
  it("are given on in the order of the options", async () => {
    const change = vi.fn();
    const { user } = renderPage(
      <MultiSelectField label="Lists" values={["c"]} onChange={change} options={letters(3)} />,
    );
    const group = screen.getByRole("group", { name: "Lists (1 chosen)" });
    await user.click(within(group).getByRole("checkbox", { name: "List A" }));
    expect(change).toHaveBeenLastCalledWith(["a", "c"]);
    await user.click(within(group).getByRole("checkbox", { name: "List C" }));
    expect(change).toHaveBeenLastCalledWith([]);
  });

  it("are found by a filter where they are many", async () => {
    const { user } = renderPage(<MultiSelectField label="Lists" values={[]} onChange={vi.fn()} options={letters(9)} />);
    await user.type(screen.getByRole("searchbox", { name: "Filter “Lists”" }), " list i ");
    expect(screen.getAllByRole("checkbox").map((box) => box.closest("label")?.textContent)).toEqual(["List I"]);
  });

  it("have no filter where they are few, and say why they were refused", () => {
    renderPage(
      <MultiSelectField label="Lists" values={[]} onChange={vi.fn()} options={letters(8)} error="Choose one." />,
    );
    expect(screen.queryByRole("searchbox")).toBeNull();
    expect(screen.getByRole("group")).toHaveAccessibleDescription("Choose one.");
  });
});
