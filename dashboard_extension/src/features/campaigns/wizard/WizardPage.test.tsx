import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { type Answers, denied, failed, offline, renderPage, silent } from "../../../test-kit";
import { writeDefinition } from "../definition";
import { keepDraft, keptDraft } from "../keptDraft";
import { campaign, choices, ID, segments, written } from "../testAnswers";
import WizardPage from "./WizardPage";

const saved = (version: number) => ({ campaign: { id: ID, version, state: "DRAFT" }, errors: [] });
const changedMeanwhile = {
  campaign: null,
  errors: [{ field: "version", code: "CHANGED_MEANWHILE", message: "It has changed." }],
};
const place = { owner: "anna@shop.example", id: ID };

function open(address: string, answers: Answers = {}) {
  return renderPage(<WizardPage />, {
    path: address.startsWith("/campaigns/new") ? "/campaigns/new" : "/campaigns/:id/edit",
    address,
    answers: {
      Campaign: campaign(),
      CampaignChoices: choices,
      CampaignSegments: segments,
      CampaignReach: { crmSegmentPreview: { count: 40, reachable: [{ channel: "email", count: 31 }] } },
      CampaignDryRun: { crmCampaign: { id: ID, version: 3, dryRun: null } },
      CampaignCreate: { crmCampaignCreate: saved(1) },
      CampaignUpdate: { crmCampaignUpdate: saved(4) },
      ...answers,
    },
  });
}

const edit = `/campaigns/${encodeURIComponent(ID)}/edit`;
const askedFor = (asked: { operation: string; variables: object }[], operation: string) =>
  asked.filter((one) => one.operation === operation).map((one) => one.variables);

describe("a new campaign", () => {
  it("is made as soon as it has a name, people and a template, and stays on the screen", async () => {
    const { user, asked, router } = open("/campaigns/new");
    await user.type(await screen.findByRole("textbox", { name: /^Name/ }), "Spring");
    await user.click(screen.getByRole("button", { name: "Next" }));
    const included = screen.getByRole("group", { name: /^Segments \(/ });
    await user.click(within(included).getByRole("checkbox", { name: "VIP (40)" }));
    expect(screen.getByText(/Saved once it has a name/)).toBeVisible();
    expect(await screen.findByText("40 people are in the audience now.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Next" }));
    const template = screen.getByRole("combobox", { name: "Template" });
    expect(within(template).queryByRole("option", { name: "Unpublished" })).toBeNull();
    await user.selectOptions(template, "News letter");
    expect(await screen.findByText("Saved.")).toBeVisible();
    expect(askedFor(asked, "CampaignCreate")).toEqual([
      { name: "Spring", kind: "BROADCAST", definition: writeDefinition({ ...written, at: "" }) },
    ]);
    await waitFor(() => {
      expect(new URLSearchParams(router.state.location?.search).get("campaign")).toBe(ID);
    });
    expect(screen.getByRole("combobox", { name: "Template" })).toHaveValue("news");
  });

  it("begins with a name and a kind where it is started from the empty list", async () => {
    open("/campaigns/new?start=weekly");
    expect(await screen.findByRole("textbox", { name: /^Name/ })).toHaveValue("Weekly letter");
    expect(screen.getByRole("combobox", { name: "How often" })).toHaveValue("RECURRING");
  });
});

describe("a draft", () => {
  it("saves what is changed with the version that was read", async () => {
    const { user, asked } = open(edit);
    const name = await screen.findByRole("textbox", { name: /^Name/ });
    await user.clear(name);
    await user.type(name, "Summer");
    expect(await screen.findByText("Saved.")).toBeVisible();
    expect(askedFor(asked, "CampaignUpdate")).toEqual([
      { id: ID, version: 3, name: "Summer", definition: writeDefinition(written) },
    ]);
    expect(keptDraft(place)).toBeNull();
  });

  it("is kept while the shop is away, and saved when it is back", async () => {
    const { user, answers } = open(edit, { CampaignUpdate: offline() });
    await user.type(await screen.findByRole("textbox", { name: /^Name/ }), "!");
    expect(await screen.findByText(/the shop does not answer/)).toBeVisible();
    expect(keptDraft(place)?.draft.name).toBe("Spring!");
    expect(screen.getByRole("textbox", { name: /^Name/ })).toHaveValue("Spring!");
    answers["CampaignUpdate"] = { crmCampaignUpdate: saved(4) };
    await user.click(screen.getByRole("button", { name: "Save now" }));
    expect(await screen.findByText("Saved.")).toBeVisible();
  });

  it("that was kept stays kept until it is saved, however short the visit", async () => {
    keepDraft(place, { draft: { ...written, name: "Spring, at last" }, version: 3 });
    const { asked, unmount } = open(edit);
    expect(await screen.findByRole("textbox", { name: /^Name/ })).toHaveValue("Spring, at last");
    unmount();
    expect(askedFor(asked, "CampaignUpdate")).toEqual([]);
    expect(keptDraft(place)).toEqual({ draft: { ...written, name: "Spring, at last" }, version: 3 });

    const back = open(edit);
    expect(await screen.findByText("Saved.")).toBeVisible();
    expect(askedFor(back.asked, "CampaignUpdate")).toMatchObject([{ version: 3, name: "Spring, at last" }]);
    expect(keptDraft(place)).toBeNull();
  });

  it("goes on from its own saved version where the visit ends in the middle", async () => {
    const name = () => screen.getByRole("textbox", { name: /^Name/ });
    const { unmount } = open(edit, {
      CampaignUpdate: () => {
        fireEvent.change(name(), { target: { value: "Spring is here" } });
        return { crmCampaignUpdate: saved(4) };
      },
    });
    await screen.findByText("Saved.");
    fireEvent.change(name(), { target: { value: "Spring is" } });
    await waitFor(() => {
      expect(keptDraft(place)?.version).toBe(4);
    });
    unmount();
    expect(keptDraft(place)?.draft.name).toBe("Spring is here");
  });

  it("tells who has changed it meanwhile, overwrites nothing, and can be kept as a copy", async () => {
    const { user, asked, router } = open(edit, { CampaignUpdate: { crmCampaignUpdate: changedMeanwhile } });
    await user.type(await screen.findByRole("textbox", { name: /^Name/ }), "!");
    expect(await screen.findByText(/Anna Rossi changed this/)).toBeVisible();
    await user.type(screen.getByRole("textbox", { name: /^Name/ }), "!");
    expect(askedFor(asked, "CampaignUpdate")).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Keep mine as a copy" }));
    await waitFor(() => {
      expect(askedFor(asked, "CampaignCreate")).toMatchObject([{ name: "Spring!! (copy)" }]);
    });
    await waitFor(() => {
      expect(router.state.location?.pathname).toBe(edit);
    });
  });

  it("shows a refusal at its field and counts it at its step", async () => {
    const { user } = open(edit, {
      CampaignUpdate: {
        crmCampaignUpdate: {
          campaign: null,
          errors: [{ field: "definition.attribution.window_days", code: "INVALID", message: "At most 90." }],
        },
      },
    });
    const days = await screen.findByRole("spinbutton", { name: "Orders count for so many days" });
    await user.clear(days);
    await user.type(days, "99");
    expect(await screen.findByText("At most 90.")).toBeVisible();
    expect(days).toBeInvalid();
    expect(screen.getByRole("button", { name: "Goal 1 fault" })).toBeVisible();
  });

  it("that is on its way is not saved by itself", async () => {
    const { user, asked } = open(edit, { Campaign: campaign({ state: "SCHEDULED" }) });
    await user.type(await screen.findByRole("textbox", { name: /^Name/ }), "!");
    expect(screen.getByText("Not saved yet.")).toBeVisible();
    expect(askedFor(asked, "CampaignUpdate")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Save now" }));
    await waitFor(() => {
      expect(askedFor(asked, "CampaignUpdate")).toHaveLength(1);
    });
  });
});

describe("the schedule step", () => {
  const outlook = {
    startsAt: ["2027-03-28T08:00:00Z", "2027-04-28T08:00:00Z"],
    hours: [
      { beginsAt: "2027-03-28T08:00:00Z", due: 40, leaving: 10, waiting: 30 },
      { beginsAt: "2027-03-28T09:00:00Z", due: 0, leaving: 10, waiting: 20 },
    ],
    tooLate: 0,
    tooSlow: 20,
  };
  const at = `${edit}?step=schedule`;

  it("shows in which hours messages leave, and who would get nothing", async () => {
    const { user } = open(at, { CampaignOutlook: { crmCampaignOutlook: outlook } });
    expect(await screen.findByText("20 messages leave within 2 hours.")).toBeVisible();
    expect(screen.getByText(/20 people would get nothing: at this pace/)).toBeVisible();
    expect(screen.getByRole("link", { name: "See it in the calendar" })).toHaveAttribute(
      "href",
      `/campaigns/calendar?month=2027-03&including=${encodeURIComponent(ID)}`,
    );
    await user.click(screen.getByRole("button", { name: "Show as a table" }));
    const rows = within(screen.getByRole("table")).getAllByRole("row").slice(1);
    expect(rows.map((row) => within(row).getAllByRole("cell").map((cell) => cell.textContent))).toEqual([
      ["10", "40", "30"],
      ["10", "0", "20"],
    ]);
  });

  it("asks anew for what was saved", async () => {
    const { user, asked } = open(at, { CampaignOutlook: { crmCampaignOutlook: outlook } });
    await user.type(await screen.findByRole("spinbutton", { name: "At most per hour" }), "9");
    await waitFor(() => {
      expect(askedFor(asked, "CampaignOutlook")).toHaveLength(2);
    });
  });

  it("says nothing of the version before while the new one is counted", async () => {
    const { user, asked, answers } = open(at, { CampaignOutlook: { crmCampaignOutlook: { ...outlook, startsAt: [] } } });
    expect(await screen.findByText(/It would not begin/)).toBeVisible();
    answers["CampaignOutlook"] = silent();
    await user.type(screen.getByRole("spinbutton", { name: "At most per hour" }), "9");
    await waitFor(() => {
      expect(askedFor(asked, "CampaignOutlook")).toHaveLength(2);
    });
    expect(screen.queryByText(/It would not begin/)).toBeNull();
  });

  it.each([
    ["has no time", { ...outlook, startsAt: [] }, /It would not begin/],
    ["was not counted in time", { ...outlook, hours: null }, /did not count the hours in time/],
    ["goes to nobody", { ...outlook, hours: [], tooSlow: 0 }, "Nobody is in the audience now."],
  ])("says that it %s", async (_, told, text) => {
    open(at, { CampaignOutlook: { crmCampaignOutlook: told } });
    expect(await screen.findByText(text)).toBeVisible();
  });

  it("lets the time zone be chosen", async () => {
    const { user, asked } = open(at, { CampaignOutlook: { crmCampaignOutlook: outlook } });
    const mode = await screen.findByRole("combobox", { name: "At which time" });
    expect(screen.queryByRole("combobox", { name: "Time zone" })).toBeNull();
    await user.selectOptions(mode, "An hour on everybody’s own clock");
    const zone = screen.getByRole("combobox", { name: "Time zone" });
    expect(within(zone).getByRole("option", { name: "The shop’s: Europe/Rome" })).toBeInTheDocument();
    await user.selectOptions(zone, "Asia/Tokyo");
    await waitFor(() => {
      expect(askedFor(asked, "CampaignUpdate").at(-1)).toMatchObject({ definition: { when: { zone: "Asia/Tokyo" } } });
    });
  });
});

describe("the review", () => {
  it("lists what keeps it from running and leads there", async () => {
    const { user } = open(`${edit}?step=review`, {
      CampaignCheck: {
        crmCampaignCheck: {
          campaign: null,
          errors: [{ field: "definition.when.at", code: "IN_THE_PAST", message: "That moment is over." }],
        },
      },
    });
    await user.click(await screen.findByRole("button", { name: "Check" }));
    expect(await screen.findByText("That moment is over.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Schedule" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Go to “Time”" }));
    expect(screen.getByRole("group", { name: "Time" })).toHaveFocus();
  });

  it("schedules what was checked, and asks before", async () => {
    const checked = campaign({ isChecked: true, state: "CHECKED", checkedPeople: 40 });
    const { user, asked, router } = open(`${edit}?step=review`, {
      Campaign: checked,
      CampaignSchedule: { crmCampaignSchedule: { campaign: { id: ID, state: "SCHEDULED", dueAt: null }, errors: [] } },
    });
    await user.click(await screen.findByRole("button", { name: "Schedule" }));
    const dialog = await screen.findByRole("dialog", { name: "Schedule “Spring”?" });
    expect(within(dialog).getByText(/40 people are in the audience now/)).toBeVisible();
    await user.click(within(dialog).getByRole("button", { name: "Schedule" }));
    await waitFor(() => {
      expect(router.state.location?.pathname).toBe(`/campaigns/${encodeURIComponent(ID)}`);
    });
    expect(askedFor(asked, "CampaignSchedule")).toEqual([{ id: ID, version: 3 }]);
  });

  it("waits for a second person", async () => {
    const waiting = campaign({ isChecked: true, state: "CHECKED", checkedPeople: 4_000, needsApproval: true });
    const { user } = open(`${edit}?step=review`, {
      Campaign: waiting,
      CampaignApprove: {
        crmCampaignApprove: {
          campaign: null,
          errors: [{ field: "id", code: "OWN_APPROVAL", message: "Somebody else has to." }],
        },
      },
    });
    expect(await screen.findByText(/a second person has to approve it/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Schedule" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Approve this version" }));
    expect(await screen.findByText(/Somebody else has to\./)).toBeVisible();
  });
});

describe("the wizard", () => {
  it("says that it loads", async () => {
    open(edit, { Campaign: silent() });
    expect(await screen.findByText("Loading …")).toHaveRole("status");
  });

  it("says that the shop has failed", async () => {
    open(edit, { Campaign: failed("No table.") });
    expect(await screen.findByText("No table.")).toBeVisible();
  });

  it("says which permission is missing", async () => {
    open(edit, { Campaign: denied("MANAGE_DISCOUNTS") });
    expect(await screen.findByText("MANAGE_DISCOUNTS")).toBeVisible();
  });

  it("says that there is no such campaign", async () => {
    open(edit, { Campaign: { crmCampaign: null } });
    expect(await screen.findByText("There is no such campaign.")).toBeVisible();
  });
});
