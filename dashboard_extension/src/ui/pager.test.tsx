import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPage } from "../test-kit";
import { PagerButtons, usePager } from "./pager";

function Pages({ cursors }: { cursors: readonly (string | null)[] }) {
  const pager = usePager();
  const endCursor = cursors[pager.number - 1] ?? null;
  return (
    <>
      <p>after {pager.after ?? "nothing"}</p>
      <PagerButtons pager={pager} pageInfo={{ hasNextPage: endCursor !== null, endCursor }} />
    </>
  );
}

it("goes through a list and back", async () => {
  const { user } = renderPage(<Pages cursors={["a", "b", null]} />);
  const next = screen.getByRole("button", { name: "Next page" });
  const previous = screen.getByRole("button", { name: "Previous page" });
  expect(previous).toBeDisabled();
  await user.click(next);
  await user.click(next);
  expect(screen.getByText("after b")).toBeVisible();
  expect(screen.getByText("Page 3")).toBeVisible();
  expect(next).toBeDisabled();
  await user.click(previous);
  expect(screen.getByText("after a")).toBeVisible();
});

it("is not there where there is one page", () => {
  renderPage(<Pages cursors={[null]} />);
  expect(screen.queryByRole("navigation", { name: "Pages" })).toBeNull();
});
