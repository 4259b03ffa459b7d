import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { renderPage } from "../test-kit";
import { ConflictBanner } from "./conflict";

it("names who changed it, and offers both ways on", async () => {
  // Arrange
  const [reload, keep] = [vi.fn(), vi.fn()];
  const { user } = renderPage(
    <ConflictBanner changedBy="Bruno" changedAt={new Date().toISOString()} onReload={reload} onKeepCopy={keep} />,
  );
  expect(screen.getByRole("alert")).toHaveTextContent("Bruno changed this now, while you were working on it.");

  // Act
  await user.click(screen.getByRole("button", { name: "Load the newer one" }));
  await user.click(screen.getByRole("button", { name: "Keep mine as a copy" }));

  // Assert
  expect([reload, keep].map((each) => each.mock.calls.length)).toEqual([1, 1]);
});

it("offers no copy where none can be kept, and names nobody who is unknown", () => {
  renderPage(<ConflictBanner changedBy={null} changedAt={null} onReload={vi.fn()} />);
  expect(screen.getByRole("alert")).toHaveTextContent("This was changed while you were working on it.");
  expect(screen.getAllByRole("button")).toHaveLength(1);
});
