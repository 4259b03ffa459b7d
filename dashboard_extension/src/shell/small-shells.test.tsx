import { screen } from "@testing-library/react";
import { Link } from "react-router";
import { describe, expect, it } from "vitest";
import CustomerPopup from "../features/customers/popup";
import { ANNA_ID, emptyAnswers } from "../features/customers/testing";
import { renderPage } from "../test-kit";
import { PopupShell, WidgetShell } from "./small-shells";

const LINKS = (
  <>
    <Link to="/customers/Q3Jt?tab=points">The page</Link>
    <a href="https://example.com/elsewhere">Elsewhere</a>
    <a href="/copy.csv" download>
      Copy
    </a>
    <Link to="/segments" target="_blank">
      Another tab
    </Link>
  </>
);

describe.each([
  ["popup", <PopupShell key="popup">{LINKS}</PopupShell>],
  ["widget", <WidgetShell key="widget">{LINKS}</WidgetShell>],
])("a link in a %s", (_, shell) => {
  it("to a page has the Dashboard open it", async () => {
    const { host, router, user } = renderPage(shell);

    await user.click(screen.getByRole("link", { name: "The page" }));

    expect(host.openPage).toHaveBeenCalledWith("/customers/Q3Jt?tab=points");
    expect(router.state.location?.pathname).toBe("/");
  });

  it("to anything else is left alone", async () => {
    const { host, user } = renderPage(shell);
    const listening = new AbortController();
    const left: boolean[] = [];
    document.addEventListener(
      "click",
      (click) => {
        left.push(!click.defaultPrevented);
        click.preventDefault();
      },
      { signal: listening.signal },
    );

    for (const name of ["Elsewhere", "Copy", "Another tab"]) {
      await user.click(screen.getByRole("link", { name }));
    }

    listening.abort();
    expect(left).toEqual([true, true, true]);
    expect(host.openPage).not.toHaveBeenCalled();
  });

  it("leads on within the tab where there is no Dashboard", async () => {
    const { host, router, user } = renderPage(shell, { bridge: { host: "standalone" } });

    await user.click(screen.getByRole("link", { name: "The page" }));

    expect(host.openPage).not.toHaveBeenCalled();
    expect(router.state.location?.pathname).toBe("/customers/Q3Jt");
  });
});

it("leads from the customer's popup to the full page", async () => {
  const { host, router, user } = renderPage(
    <PopupShell>
      <CustomerPopup />
    </PopupShell>,
    { answers: emptyAnswers(), bridge: { ids: { customerId: "VXNlcjo3" } } },
  );

  await user.click(await screen.findByRole("link", { name: "Open the full page" }));

  expect(host.openPage).toHaveBeenCalledWith(`/customers/${encodeURIComponent(ANNA_ID)}`);
  expect(router.state.location?.pathname).toBe("/");
});
