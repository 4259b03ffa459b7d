import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { renderPage } from "../test-kit";
import { Chip, DefinitionTip } from "./chip";

it("a chip says in words what its color says", () => {
  renderPage(<Chip tone="critical">Refused</Chip>);
  expect(screen.getByText("Refused")).toHaveClass("crm-chip--critical");
});

it("a chip is taken away by a button that names it", async () => {
  const run = vi.fn();
  const { user } = renderPage(<Chip onRemove={{ label: "Remove VIP", run }}>VIP</Chip>);
  await user.click(screen.getByRole("button", { name: "Remove VIP" }));
  expect(run).toHaveBeenCalledTimes(1);
});

it("a definition opens where it is asked for", async () => {
  const { user } = renderPage(<DefinitionTip term="Repeat rate">Those who came back.</DefinitionTip>);
  const tip = screen.getByText("Those who came back.").closest("details");
  expect(tip).not.toHaveAttribute("open");
  await user.click(screen.getByLabelText("What does “Repeat rate” mean?"));
  expect(tip).toHaveAttribute("open");
});
