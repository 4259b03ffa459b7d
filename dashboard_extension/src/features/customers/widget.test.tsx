import { screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { denied, renderPage, type Answers } from "../../test-kit";
import { ANNA_ID, card, HOSTILE } from "./testing";
import CustomerWidget from "./widget";

const NOW = new Date("2026-11-22T12:00:00Z");

function open(answers: Answers, ids: { customerId?: string } = { customerId: "VXNlcjo3" }) {
  return renderPage(<CustomerWidget />, { answers, bridge: { ids } });
}

describe("customer widget", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("says the most useful in five lines at most", async () => {
    vi.setSystemTime(NOW);
    const follow = { id: "n1", text: "Call about boots", dueAt: "2026-11-20T09:00:00Z", doneAt: null };
    const done = { id: "n2", text: "Sent catalog", dueAt: "2026-11-19T09:00:00Z", doneAt: "2026-11-19T10:00:00Z" };
    open({
      CustomerCard: {
        crmProfile: card({
          details: { birthday: { month: 11, day: 26 } },
          notes: { edges: [{ node: done }, { node: follow }] },
        }),
      },
    });

    expect(await screen.findByText("Anna Rossi")).toBeVisible();
    const lines = screen.getAllByRole("listitem").map((line) => line.textContent);
    expect(lines).toEqual([
      "To do Call about boots (2 days ago)",
      "169 stars · Tier Gold",
      "4 orders · Last order 4 months ago · At risk",
      "Birthday in 4 days",
      "Marketing, e-mail: allowed",
    ]);
  });

  it("hints at nothing that the person does not want concluded", async () => {
    const refused = { channel: "any", purpose: "PROFILING" as const, listCode: "", status: "WITHDRAWN" as const };
    open({
      CustomerCard: {
        crmProfile: card({
          consents: [refused],
          details: { birthday: { month: 11, day: 22 } },
        }),
      },
    });

    await screen.findByText("Anna Rossi");
    expect(screen.queryByText(/At risk/)).toBeNull();
    expect(screen.queryByText(/Birthday/)).toBeNull();
  });

  it("opens the profile above the Dashboard's page", async () => {
    const { host, user } = open({ CustomerCard: { crmProfile: card() } });

    await user.click(await screen.findByRole("button", { name: "Open profile" }));

    expect(host.openPopup).toHaveBeenCalledWith("customer-popup", { customerId: "VXNlcjo3" });
  });

  it("opens the profile as a page where the Dashboard knows no popups of widgets", async () => {
    const { host, user } = open({ CustomerCard: { crmProfile: card() } });
    host.openPopup = () => Promise.resolve(false);

    await user.click(await screen.findByRole("button", { name: "Open profile" }));

    await waitFor(() => {
      expect(host.openPage).toHaveBeenCalledWith(`/customers/${ANNA_ID}`);
    });
  });

  it("takes a note", async () => {
    const { asked, user } = open({
      CustomerCard: { crmProfile: card() },
      NoteAdd: { crmNoteAdd: { note: null, errors: [] } },
    });

    await user.click(await screen.findByRole("button", { name: "Note" }));
    await user.type(screen.getByRole("textbox", { name: /What you want to note/ }), "Wide feet");
    await user.click(screen.getByRole("button", { name: "Save note" }));

    await waitFor(() => {
      expect(asked.map(({ operation }) => operation)).toContain("NoteAdd");
    });
    await waitFor(() => {
      expect(screen.queryByRole("textbox", { name: /What you want to note/ })).toBeNull();
    });
  });

  it("names the permission that is missing", async () => {
    open({ CustomerCard: denied("MANAGE_USERS") });

    expect(await screen.findByText("MANAGE_USERS")).toBeVisible();
  });

  it.each([null, card({ erasedAt: "2026-01-01T00:00:00Z" })])("knows when nobody is there", async (crmProfile) => {
    open({ CustomerCard: { crmProfile } });

    expect(await screen.findByText("The CRM does not know this customer")).toBeVisible();
  });

  it("keeps markup as text", async () => {
    const { container } = open({ CustomerCard: { crmProfile: card({ lastName: HOSTILE }) } });

    expect(await screen.findByText(HOSTILE, { exact: false })).toBeVisible();
    expect(container.querySelector("img")).toBeNull();
  });
});
