import { screen } from "@testing-library/react";
import { Link, Route, Routes } from "react-router";
import { describe, expect, it } from "vitest";
import { renderPage } from "../test-kit";
import { PageShell } from "./page-shell";

function open(address: string) {
  const pages = (
    <Routes>
      <Route element={<PageShell features={[]} />}>
        <Route path="one" element={<Link to="/two?tab=points&theme=dark">On</Link>} />
        <Route path="two" element={<h1 tabIndex={-1}>Two</h1>} />
      </Route>
    </Routes>
  );
  return renderPage(pages, { path: "/*", address });
}

describe("the address of a page", () => {
  it("is not told to the Dashboard that has just opened it", async () => {
    const { host } = open("/one?domain=shop.example&id=QXBwOjE%3D");

    expect(await screen.findByRole("link", { name: "On" })).toBeVisible();
    expect(host.updateRoute).not.toHaveBeenCalled();
  });

  it("is told with every step, without what is the Dashboard's own", async () => {
    const { host, user } = open("/one");

    await user.click(await screen.findByRole("link", { name: "On" }));

    expect(await screen.findByRole("heading", { name: "Two" })).toHaveFocus();
    expect(host.updateRoute).toHaveBeenCalledExactlyOnceWith("/two?tab=points");
  });
});
