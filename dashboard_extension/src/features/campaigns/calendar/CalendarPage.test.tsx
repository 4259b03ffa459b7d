import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { type Answers, denied, renderPage } from "../../../test-kit";
import CalendarPage from "./CalendarPage";

const advent = { id: "A", name: "Advent", kind: "CALENDAR", state: "SCHEDULED" };
const calendar = {
  occurrences: [
    { campaign: advent, occurrence: "2026-12-24", day: "2026-12-24", startsAt: "2026-12-24T09:00:00Z", people: 40, run: null },
  ],
  conflicts: [
    {
      campaign: { id: "A", name: "Advent" },
      otherCampaign: { id: "B", name: "Sale" },
      journey: null,
      days: ["2026-12-24"],
      people: 12,
      sharesSegment: false,
    },
    {
      campaign: { id: "A", name: "Advent" },
      otherCampaign: null,
      journey: { id: "J", name: "Welcome" },
      days: [],
      people: null,
      sharesSegment: true,
    },
  ],
  days: [{ day: "2026-12-24", people: 40, peopleWithSeveral: 12, peopleOverCap: 3 }],
};

const open = (answers: Answers = {}) =>
  renderPage(<CalendarPage />, {
    path: "/campaigns/calendar",
    address: "/campaigns/calendar?month=2026-12",
    answers: { CampaignCalendar: { crmCampaignCalendar: calendar }, ...answers },
  });

describe("the calendar", () => {
  it("shows what takes place on its day, and where campaigns meet", async () => {
    open();
    const month = await screen.findByRole("table", { name: "December 2026" });
    expect(within(month).getByRole("cell", { name: /Dec 24.*Advent.*\(40 people\)/ })).toBeVisible();
    expect(screen.getByText(/meet on Dec 24, in 12 people\./)).toBeVisible();
    expect(screen.getByText(/meets the journey/)).toHaveTextContent(
      "Advent meets the journey Welcome. The journey begins with coming into a segment of the audience.",
    );
    const load = screen.getByRole("table", { name: "How much people would hear" });
    expect(within(load).getByRole("row", { name: /40.*12.*3/ })).toBeVisible();
  });

  it("goes from month to month, and asks for whole weeks", async () => {
    const { user, asked, router } = open();
    await user.click(await screen.findByRole("button", { name: "Month after" }));
    expect(await screen.findByRole("heading", { name: "January 2027" })).toBeVisible();
    expect(asked.map((one) => one.variables)).toEqual([
      { since: "2026-11-30", until: "2027-01-03", including: null },
      { since: "2026-12-28", until: "2027-01-31", including: null },
    ]);
    expect(router.state.location?.search).toBe("?month=2027-01");
  });

  it("says that the shop did not count in time", async () => {
    open({ CampaignCalendar: { crmCampaignCalendar: { occurrences: [], conflicts: [], days: null } } });
    expect(await screen.findByText(/did not answer in time/)).toBeVisible();
    expect(screen.getByText(/No campaign meets another one/)).toBeVisible();
  });

  it("says which permission is missing", async () => {
    open({ CampaignCalendar: denied("MANAGE_DISCOUNTS") });
    expect(await screen.findByText("MANAGE_DISCOUNTS")).toBeVisible();
  });
});
