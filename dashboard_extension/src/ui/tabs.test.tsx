import { screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { renderPage } from "../test-kit";
import { Tabs } from "./tabs";

const facts = vi.fn(() => <p>Facts of Anna</p>);

function Person({ first = "notes" }: { first?: string }) {
  const [selected, select] = useState(first);
  return (
    <Tabs
      label="About Anna"
      selected={selected}
      onSelect={select}
      tabs={[
        { key: "facts", label: "Facts", render: facts },
        { key: "notes", label: "Notes", render: () => <p>Notes about Anna</p> },
        { key: "points", label: "Points", render: () => <p>Points of Anna</p> },
      ]}
    />
  );
}

it("shows one panel, named by its tab, and draws no other", () => {
  facts.mockClear();
  renderPage(<Person />);
  expect(screen.getByRole("tabpanel", { name: "Notes" })).toHaveTextContent("Notes about Anna");
  expect(facts).not.toHaveBeenCalled();
});

it("is one stop of the tab key, and arrows go around", async () => {
  const { user } = renderPage(<Person />);
  await user.tab();
  expect(screen.getByRole("tab", { name: "Notes" })).toHaveFocus();
  const shown: string[] = [];
  for (const key of ["{ArrowRight}", "{ArrowRight}", "{ArrowLeft}", "{Home}", "{End}"]) {
    await user.keyboard(key);
    shown.push(screen.getByRole("tab", { selected: true }).textContent);
  }
  expect(shown).toEqual(["Points", "Facts", "Points", "Facts", "Points"]);
  expect(screen.getByRole("tab", { selected: true })).toHaveFocus();
});

it("goes on from the tab with the focus while the page has not followed yet", async () => {
  const select = vi.fn();
  const tabs = ["facts", "notes", "points"].map((key) => ({ key, label: key, render: () => null }));
  const { user } = renderPage(<Tabs label="About Anna" selected="facts" onSelect={select} tabs={tabs} />);
  await user.tab();
  await user.keyboard("{ArrowRight}{ArrowRight}");
  expect(select.mock.calls).toEqual([["notes"], ["points"]]);
  expect(screen.getByRole("tab", { name: "points" })).toHaveFocus();
});

it("falls back to the first tab for a name that there is not", () => {
  renderPage(<Person first="nonsense" />);
  expect(screen.getByRole("tabpanel", { name: "Facts" })).toBeVisible();
});
