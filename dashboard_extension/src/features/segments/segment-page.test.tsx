/** Staff write a rule, see whom it means, save it, and are told when somebody else did meanwhile. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { denied, failed, offline, refused, renderPage, silent, type Answers } from "../../test-kit";
import ListPage from "./list-page";
import NewPage from "./new-page";
import ReadyMadePage from "./ready-made-page";
import SegmentPage from "./segment-page";
import { answersOf, FIELDS, HOSTILE, ID, MILAN, PERSON, preview, segment } from "./testing";

function open(changes: Answers = {}, tab = "") {
  return renderPage(<SegmentPage />, {
    path: "/segments/:id",
    address: `/segments/${ID}${tab}`,
    answers: answersOf(changes),
  });
}

describe("one segment", () => {
  it("says what it means, counted in three ways", async () => {
    open();

    expect(await screen.findByRole("heading", { level: 1, name: "Milan" })).toBeVisible();
    expect(await screen.findByText("1,240 people fit the rule")).toBeVisible();
    expect(screen.getByText("Of them reachable by marketing: E-mail").nextSibling).toHaveTextContent("980");
    expect(screen.getByText("In the segment as it was saved").nextSibling).toHaveTextContent("120");
    expect(screen.getAllByText("People for whom this holds: City is Milano.")[0]).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Anna Rossi" })).toHaveAttribute("href", "/customers/Q3JtUHJvZmlsZTox");
  });

  it("is saved with the version that was read", async () => {
    const { user, asked, answers } = open({
      SegmentUpdate: { crmSegmentUpdate: { segment: segment({ version: 4, name: "Milan and Rome" }), errors: [] } },
    });
    const name = await screen.findByRole("textbox", { name: /^Name/ });
    await user.type(name, " and Rome");
    answers["Segment"] = { crmSegment: segment({ version: 4, name: "Milan and Rome" }) };
    await user.click(screen.getByRole("button", { name: "Save" }));

    expect(await screen.findByText("Everything is saved")).toBeVisible();
    expect(asked.find(({ operation }) => operation === "SegmentUpdate")?.variables).toEqual({
      id: ID,
      version: 3,
      name: "Milan and Rome",
      description: "",
      rule: { all: [MILAN] },
    });
    expect(await screen.findByRole("heading", { level: 1, name: "Milan and Rome" })).toBeVisible();
  });

  it("tells the second of two staff who was first, and keeps what they wrote", async () => {
    const { user, answers, asked } = open({
      SegmentUpdate: refused("crmSegmentUpdate", "version", "It has changed.", "CHANGED_MEANWHILE"),
      SegmentCreate: { crmSegmentCreate: { segment: segment({ id: "Q3Jt" }), errors: [] } },
    });
    const name = await screen.findByRole("textbox", { name: /^Name/ });
    await user.clear(name);
    await user.type(name, "Mine");
    answers["Segment"] = { crmSegment: segment({ version: 4, name: "Theirs", changedBy: "Luca" }) };
    await user.click(screen.getByRole("button", { name: "Save" }));

    expect(await screen.findByText(/^Luca changed this/)).toBeVisible();
    expect(screen.getAllByRole("alert")).toHaveLength(1);
    expect(screen.getByRole("textbox", { name: /^Name/ })).toHaveValue("Mine");
    expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Keep mine as a copy" }));
    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "SegmentCreate")?.variables).toMatchObject({
        name: "Mine (copy)",
        rule: { all: [MILAN] },
      });
    });
  });

  it("says no more of it once the newer one is loaded", async () => {
    const { user, answers } = open({
      SegmentUpdate: refused("crmSegmentUpdate", "version", "It has changed.", "CHANGED_MEANWHILE"),
    });
    await user.type(await screen.findByRole("textbox", { name: /^Name/ }), "!");
    answers["Segment"] = { crmSegment: segment({ version: 4, name: "Theirs", changedBy: "Luca" }) };
    await user.click(screen.getByRole("button", { name: "Save" }));

    await user.click(await screen.findByRole("button", { name: "Load the newer one" }));

    expect(screen.getByRole("textbox", { name: /^Name/ })).toHaveValue("Theirs");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("shows a refusal at the row that it is about", async () => {
    const { user } = open({
      SegmentUpdate: refused("crmSegmentUpdate", "rule.all.0.value", "A text has at most 200 characters."),
    });
    await user.type(await screen.findByRole("textbox", { name: "Value" }), "x");
    await user.click(screen.getByRole("button", { name: "Save" }));

    expect(await screen.findByText("A text has at most 200 characters.")).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Value" })).toBeInvalid();
    expect(screen.getByRole("textbox", { name: "Value" })).toHaveValue("Milanox");
  });

  it("keeps what was written while the shop is away", async () => {
    const { user, answers } = open({ SegmentUpdate: offline() });
    await user.type(await screen.findByRole("textbox", { name: /^Name/ }), "!");
    await user.click(screen.getByRole("button", { name: "Save" }));

    expect(await screen.findByText(/What you have written is kept/)).toBeVisible();
    expect(screen.getByRole("textbox", { name: /^Name/ })).toHaveValue("Milan!");
    answers["SegmentUpdate"] = { crmSegmentUpdate: { segment: segment({ version: 4, name: "Milan!" }), errors: [] } };
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Everything is saved")).toBeVisible();
  });

  it("says so while it counts, and when it takes too long", async () => {
    const { answers, user } = open({ SegmentPreview: silent() });
    expect(await screen.findByText("Counting …")).toBeVisible();

    answers["SegmentPreview"] = failed("Took more than 3000 ms; the dearest condition is rule.all.0.");
    await user.type(screen.getByRole("textbox", { name: "Value" }), "x");

    expect(await screen.findByText(/the dearest condition is rule.all.0/)).toBeVisible();
  });

  it("says why somebody is in it", async () => {
    const part = { path: "rule", depth: 0, asked: "", known: "", isMet: true, segmentName: "", rule: null, knownValue: null };
    const bought = { field: "orders.categories", operator: "has_any", value: [4] };
    const crmSegmentExplain = [
      { ...part, kind: "segment", segmentName: "Near us" },
      { ...part, kind: "any" },
      { ...part, kind: "condition", asked: "City is milano", rule: MILAN, knownValue: "milano" },
      { ...part, kind: "condition", isMet: false, asked: "?", rule: bought, knownValue: [] },
      { ...part, kind: "condition", asked: "Told by a newer server", known: "3", rule: { field: "new.field", operator: "is" } },
    ];
    const { user } = open({
      SegmentExplain: { crmSegmentExplain, crmSegmentFields: FIELDS },
      SegmentChoices: { crmSegmentChoices: [{ value: "4", label: "Shoes" }] },
    });
    await user.click(await screen.findByRole("button", { name: "Why Anna Rossi?" }));

    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText(/Shoes/)).toBeVisible();
    expect(dialog.getAllByRole("listitem").map((one) => one.textContent)).toEqual([
      "is so Is in the segment Near us",
      "is so At least one of these",
      "is so City is Milano — known: milano",
      "is not so Categories bought has any of Shoes — known: none",
      "is so Told by a newer server — known: 3",
    ]);
  });

  it("shows hostile names as text", async () => {
    const { container } = open({
      Segment: { crmSegment: segment({ name: HOSTILE, description: HOSTILE, changedBy: HOSTILE }) },
      SegmentPreview: preview({ sample: [{ ...PERSON, firstName: HOSTILE, lastName: "" }] }),
    });

    expect(await screen.findByRole("heading", { level: 1, name: HOSTILE })).toBeVisible();
    expect(await screen.findByRole("link", { name: HOSTILE })).toBeVisible();
    expect(container.querySelector("img")).toBeNull();
  });

  it("lists what needs it, and is not archived while something does", async () => {
    const { user } = open(
      {
        SegmentUses: { crmSegmentUses: [{ kind: "segments", name: "VIPs in Milan" }] },
        SegmentArchive: refused("crmSegmentArchive", "id", "It is used by VIPs in Milan.", "IN_USE"),
      },
      "?tab=uses",
    );
    expect(await screen.findByText("The rule of the segment “VIPs in Milan”")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Archive" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Archive" }));

    expect(await screen.findByText("It is used by VIPs in Milan.")).toBeVisible();
  });

  it("names the permission that is missing, and says when there is no such segment", async () => {
    const { unmount } = open({ Segment: denied("MANAGE_DISCOUNTS") });
    expect(await screen.findByText("MANAGE_DISCOUNTS")).toBeVisible();
    unmount();

    open({ Segment: { crmSegment: null } });
    expect(await screen.findByText("There is no such segment.")).toBeVisible();
  });
});

describe("a list", () => {
  const member = { joinedAt: "2026-11-01T10:00:00Z", joinReason: "STAFF", profile: PERSON };
  const members = {
    crmSegment: { id: ID, members: { edges: [{ node: member }], pageInfo: { hasNextPage: false, endCursor: null } } },
  };

  it("is kept by staff: people are put on it and taken off", async () => {
    const { user, asked } = open({
      Segment: { crmSegment: segment({ kind: "LIST", rule: null }) },
      SegmentMembers: members,
      People: { crmProfiles: { pageInfo: { hasNextPage: false }, edges: [{ node: { ...PERSON, id: "two", firstName: "Luca" } }] } },
      SegmentMembersAdd: { crmSegmentMembersAdd: { segment: { id: ID, count: 2 }, changed: 1, errors: [] } },
      SegmentMembersRemove: { crmSegmentMembersRemove: { segment: { id: ID, count: 1 }, changed: 1, errors: [] } },
    });
    await user.click(await screen.findByRole("button", { name: "Take Anna Rossi off the list" }));
    await user.click(screen.getByRole("button", { name: "Add people" }));
    await user.type(screen.getByRole("combobox", { name: "Search people" }), "Luc");
    await user.click(await screen.findByRole("option", { name: /^Luca Rossi/ }));

    expect(await screen.findByText("On the list now: Luca Rossi")).toBeVisible();
    const changed = asked.filter(({ operation }) => operation.startsWith("SegmentMembers") && operation !== "SegmentMembers");
    expect(changed.map(({ operation, variables }) => [operation, variables["profiles"]])).toEqual([
      ["SegmentMembersRemove", [PERSON.id]],
      ["SegmentMembersAdd", ["two"]],
    ]);
  });
});

describe("a new segment", () => {
  it("begins with the rule that a figure sends along", async () => {
    const rule = { field: "orders.spent", operator: "at_least", value: 200 };
    renderPage(<NewPage />, {
      path: "/segments/new",
      address: `/segments/new?rule=${encodeURIComponent(JSON.stringify(rule))}`,
      answers: answersOf(),
    });

    expect(await screen.findByRole("combobox", { name: "What is asked" })).toHaveValue("orders.spent");
    expect(screen.getByRole("spinbutton", { name: "Value" })).toHaveValue(200);
  });

  it("begins empty with an address that nobody can read", async () => {
    renderPage(<NewPage />, { path: "/segments/new", address: "/segments/new?rule=%7B", answers: answersOf() });

    expect(await screen.findByRole("combobox", { name: "What is asked" })).toHaveValue("");
  });

  it("is written by keyboard alone", async () => {
    const { user, asked, router } = renderPage(<NewPage />, {
      path: "/segments/new",
      answers: answersOf({
        SegmentCreate: { crmSegmentCreate: { segment: segment({ id: "new" }), errors: [] } },
      }),
    });
    await user.type(await screen.findByRole("textbox", { name: /^Name/ }), "Spenders");
    await user.selectOptions(screen.getByRole("combobox", { name: "What is asked" }), "orders.spent");
    await user.type(screen.getByRole("spinbutton", { name: "Value" }), "200");
    expect(screen.getByText("The count begins when every row is complete.")).toBeVisible();
    await user.type(screen.getByRole("combobox", { name: "Currency" }), "eu");
    await screen.findByRole("option", { name: "EUR" });
    await user.keyboard("{ArrowDown}{Enter}");
    expect(await screen.findByText("1,240 people fit the rule")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Add a condition" }));
    const second = screen.getByRole("group", { name: "condition 2" });
    await waitFor(() => {
      expect(within(second).getByRole("combobox", { name: "What is asked" })).toHaveFocus();
    });
    await user.click(screen.getByRole("button", { name: "Create" }));
    expect(screen.getByText("Choose what is asked.")).toBeVisible();
    await user.click(within(second).getByRole("button", { name: /^Remove/ }));
    await user.click(screen.getByRole("button", { name: "Create" }));

    await waitFor(() => {
      expect(router.state.location?.pathname).toBe("/segments/new");
      expect(asked.find(({ operation }) => operation === "SegmentCreate")?.variables).toEqual({
        name: "Spenders",
        description: "",
        rule: { all: [{ field: "orders.spent", operator: "at_least", value: 200, of: { currency: "EUR" } }] },
      });
    });
  });
});

describe("all segments", () => {
  const rows = (...found: object[]) => ({
    crmSegments: { edges: found.map((node) => ({ node })), pageInfo: { hasNextPage: false, endCursor: null } },
  });

  it("are listed with how many are in them, and found by name", async () => {
    const { user, asked } = renderPage(<ListPage />, { answers: { Segments: rows(segment({ name: HOSTILE })) } });
    expect(await screen.findByRole("link", { name: HOSTILE })).toHaveAttribute("href", `/segments/${ID}`);
    expect(screen.getByText("120")).toBeVisible();
    await user.type(screen.getByRole("searchbox", { name: "Search by name" }), "mil");

    await waitFor(() => {
      expect(asked.at(-1)?.variables).toEqual({ search: "mil", withArchived: false, after: null });
    });
  });

  it("lead to ready-made ones while there are none", async () => {
    renderPage(<ListPage />, { answers: { Segments: rows() } });

    expect(await screen.findByText("There are no segments yet.")).toBeVisible();
    expect(screen.getAllByRole("link", { name: "Ready-made segments" })).toHaveLength(2);
  });

  it("begin with a list by its name", async () => {
    const { user, asked } = renderPage(<ListPage />, {
      answers: { Segments: rows(), SegmentCreate: refused("crmSegmentCreate", "name", "The name is taken.") },
    });
    await user.click(await screen.findByRole("button", { name: "New list" }));
    await user.type(screen.getByRole("textbox", { name: /^Name/ }), "Press{Enter}");

    expect(await screen.findByText("The name is taken.")).toBeVisible();
    expect(asked.at(-1)).toEqual({ operation: "SegmentCreate", variables: { name: "Press" } });
  });
});

describe("ready-made segments", () => {
  it("are made with what the shop has to say for them", async () => {
    const one = {
      code: "new_customers",
      name: "New customers",
      description: "Customers whose first order is not long ago.",
      settingsSchema: { properties: { days: { type: "integer", default: 30, minimum: 1, maximum: 3650 } } },
    };
    const { user, asked } = renderPage(<ReadyMadePage />, {
      answers: {
        ReadyMadeSegments: { crmReadyMadeSegments: [one] },
        ReadyMadeSegmentInstall: { crmReadyMadeSegmentInstall: { segment: { id: "new" }, errors: [] } },
      },
    });
    await user.click(await screen.findByRole("button", { name: "New customers" }));
    const days = screen.getByRole("spinbutton", { name: "Days" });
    expect(days).toHaveValue(30);
    await user.clear(days);
    await user.type(days, "14");
    await user.click(screen.getByRole("button", { name: "Make this segment" }));

    expect(await screen.findByText("elsewhere")).toBeVisible();
    expect(asked.find(({ operation }) => operation === "ReadyMadeSegmentInstall")?.variables).toEqual({
      code: "new_customers",
      name: "New customers",
      settings: { days: 14 },
    });
  });
});
