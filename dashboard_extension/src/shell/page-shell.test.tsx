import { screen } from "@testing-library/react";
import { lazy, Suspense } from "react";
import { Link, Route, Routes } from "react-router";
import { describe, expect, it } from "vitest";
import { renderPage } from "../test-kit";
import { PageShell } from "./page-shell";

/** A page as features have it: its code comes a moment after its address. */
function lateTwo() {
  let arrive: (module: { default: () => React.JSX.Element }) => void = () => undefined;
  const Late = lazy(
    () =>
      new Promise<{ default: () => React.JSX.Element }>((resolve) => {
        arrive = resolve;
      }),
  );
  const two = (
    <Suspense>
      <Late />
    </Suspense>
  );
  return { two, arrive: () => { arrive({ default: () => <h1 tabIndex={-1}>Two</h1> }); } };
}

function open(address: string, two = <h1 tabIndex={-1}>Two</h1>) {
  const pages = (
    <Routes>
      <Route element={<PageShell features={[]} />}>
        <Route path="one" element={<Link to="/two?tab=points&theme=dark">On</Link>} />
        <Route path="two" element={two} />
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

describe("the focus after a step", () => {
  it("comes to the heading of a page that is loaded late", async () => {
    const { two, arrive } = lateTwo();
    const { user } = open("/one", two);
    await user.click(await screen.findByRole("link", { name: "On" }));
    expect(await screen.findByRole("main")).toHaveFocus();

    arrive();

    expect(await screen.findByRole("heading", { name: "Two" })).toHaveFocus();
  });

  it("stays where somebody has gone meanwhile", async () => {
    const { two, arrive } = lateTwo();
    const { user } = open("/one", two);
    await user.click(await screen.findByRole("link", { name: "On" }));
    const skip = screen.getByRole("link", { name: "Skip to content" });
    skip.focus();

    arrive();

    expect(await screen.findByRole("heading", { name: "Two" })).toBeVisible();
    expect(skip).toHaveFocus();
  });
});
