import { screen, within } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { denied, offline, renderPage, silent } from "../../test-kit";
import JourneyPage from "./journey-page";
import type { Definition } from "./model/definition";

const EVIL = "<img src=x onerror=alert(1)>";
const KINDS = [
  { group: "trigger", code: "order_paid", label: "Order paid", settingsSchema: { type: "object", properties: {} } },
  {
    group: "step",
    code: "wait",
    label: "Wait",
    settingsSchema: {
      type: "object",
      properties: { next: { type: "string" }, days: { type: "integer", default: 0, minimum: 0 } },
      required: ["next"],
    },
  },
  {
    group: "step",
    code: "tag",
    label: "Tag",
    settingsSchema: {
      type: "object",
      properties: { next: { type: "string" }, tag: { type: "string" } },
      required: ["next", "tag"],
    },
  },
  {
    group: "step",
    code: "add_task",
    label: "Task for staff",
    settingsSchema: {
      type: "object",
      properties: { next: { type: "string" }, owner: { type: "integer", minimum: 1 } },
      required: ["next", "owner"],
    },
  },
  { group: "step", code: "exit", label: "End", settingsSchema: { type: "object", properties: {} } },
];
const DEFINITION: Definition = {
  trigger: { kind: "order_paid" },
  start: "greet",
  steps: {
    greet: { kind: "tag", tag: EVIL, next: "rest" },
    rest: { kind: "wait", days: 2, next: "end" },
    end: { kind: "exit" },
  },
};
const JOURNEY = {
  id: "J1",
  code: "hello",
  name: EVIL,
  status: "ON",
  inFlight: 3,
  currentVersion: { id: "V1", number: 1 },
  draft: null,
  versions: [
    { id: "V1", number: 1, definition: DEFINITION, fingerprint: "aaaa", publishedAt: "2026-03-01T12:00:00Z", publishedBy: "user:1", publishedByName: "Anna Rossi" },
  ],
  people: [{ version: 1, step: "rest", state: "ACTIVE", people: 3 }],
};
const ANSWERS = {
  Journey: { crmJourney: JOURNEY },
  JourneyKinds: { crmJourneyKinds: KINDS },
  JourneyChoices: {
    crmTemplates: [],
    crmSegments: { edges: [] },
    crmPrograms: [],
    channels: [],
    crmCampaignChoices: { vouchers: [{ number: 9, name: "Ten percent", endsAt: null }] },
    crmStaff: [
      { number: 3, name: "Anna Rossi" },
      { number: 5, name: "" },
    ],
  },
};

function open(answers: Record<string, object>, address = "/journeys/J1") {
  return renderPage(<JourneyPage />, { answers: { ...ANSWERS, ...answers }, path: "/journeys/:id", address });
}

function savedAs(definition: Definition) {
  const draft = { id: "V2", number: 2, fingerprint: "bbbb" };
  const version = { ...JOURNEY.versions[0], ...draft, definition, publishedAt: null };
  return { crmJourneyUpdate: { journey: { ...JOURNEY, draft, versions: [version, ...JOURNEY.versions] }, errors: [] } };
}

beforeEach(() => {
  sessionStorage.clear();
  // As on a narrow screen: the outline, which is all that a page without layout can draw.
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
});

test("shows the steps in reading order, and what others wrote is text only", async () => {
  // Act
  const { container } = open({});

  // Assert
  const outline = await screen.findByRole("region", { name: "Outline" });
  const current = within(outline).getAllByRole("button").map((button) => button.textContent);
  expect(current.filter((text) => text.includes("Tag") || text.includes("Wait") || text.includes("End"))).toEqual([
    `Tag the personGive ${EVIL}greet`,
    "Wait for a time2 days rest",
    "Endend",
  ]);
  expect(within(outline).getByText("3 people here")).toBeVisible();
  expect(container.querySelector("img")).toBeNull();
});

test("a step is added and saved by keyboard alone, upon the state that was read", async () => {
  // Arrange
  const answers = { JourneySave: (given: Record<string, unknown>) => savedAs(given["definition"] as Definition) };
  const { user, asked } = open(answers);
  const step = await screen.findByRole("button", { name: /Wait for a time/ });

  // Act
  step.focus();
  await user.keyboard("{Enter}");
  screen.getByRole("button", { name: "Add after rest" }).focus();
  await user.keyboard("{Enter}");
  screen.getByRole("button", { name: "Tag the person" }).focus();
  await user.keyboard("{Enter}");
  screen.getByRole("button", { name: "Save draft" }).focus();
  await user.keyboard("{Enter}");

  // Assert
  expect(await screen.findByRole("button", { name: "Save draft" })).toBeDisabled();
  const saved = asked.find((one) => one.operation === "JourneySave")?.variables;
  expect(saved?.["basedOn"]).toBe("aaaa");
  expect((saved?.["definition"] as Definition).steps).toEqual({
    ...DEFINITION.steps,
    rest: { kind: "wait", days: 2, next: "tag" },
    tag: { kind: "tag", tag: "", next: "end" },
  });
});

test("who does a task is chosen by name, and nobody is guessed", async () => {
  // Arrange
  const { user, asked } = open({
    JourneySave: (given: Record<string, unknown>) => savedAs(given["definition"] as Definition),
  });
  await user.click(await screen.findByRole("button", { name: /Wait for a time/ }));
  await user.click(screen.getByRole("button", { name: "Add after rest" }));
  await user.click(screen.getByRole("button", { name: "Task for staff" }));

  // Act
  const owner = screen.getByRole("combobox", { name: "Who does it" });
  expect(owner).toHaveDisplayValue("Choose …");
  expect(within(owner).getAllByRole("option").map((one) => one.textContent)).toEqual([
    "Choose …",
    "Anna Rossi",
    "Staff member 5",
  ]);
  await user.selectOptions(owner, "Anna Rossi");
  await user.click(screen.getByRole("button", { name: "Save draft" }));

  // Assert
  await vi.waitFor(() => {
    const saved = asked.find((one) => one.operation === "JourneySave")?.variables["definition"] as Definition;
    expect(saved.steps["add_task"]).toEqual({ kind: "add_task", owner: 3, next: "end" });
  });
});

test("what was done is undone and done again", async () => {
  // Arrange
  const { user } = open({});
  await user.click(await screen.findByRole("button", { name: /Wait for a time/ }));

  // Act
  await user.click(screen.getByRole("button", { name: "Delete rest" }));
  expect(screen.queryByRole("button", { name: /Wait for a time/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Undo" }));

  // Assert
  expect(screen.getByRole("button", { name: /Wait for a time/ })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Redo" }));
  expect(screen.queryByRole("button", { name: /Wait for a time/ })).toBeNull();
});

test("faults are listed, and each leads to its step", async () => {
  // Arrange
  const problems = [{ path: "steps.greet.tag", message: "String should match pattern." }];
  const { user } = open({ JourneyValidate: { crmJourneyValidate: { isValid: false, problems, errors: [] } } });

  // Act
  await user.click(await screen.findByRole("button", { name: "Check" }));
  await user.click(await screen.findByRole("button", { name: "Go to step greet" }));

  // Assert
  expect(screen.getByRole("textbox", { name: "Tag" })).toHaveAccessibleDescription("String should match pattern.");
});

test("who writes second is told, and can keep a copy", async () => {
  // Arrange
  const errors = [{ field: "basedOn", code: "CHANGED_MEANWHILE", message: "user:3 has changed the journey since." }];
  const { user, asked, router } = open({
    JourneySave: { crmJourneyUpdate: { journey: null, errors } },
    JourneyCreate: { crmJourneyCreate: { journey: { id: "J2" }, errors: [] } },
  });
  await user.click(await screen.findByRole("button", { name: /Wait for a time/ }));
  await user.click(screen.getByRole("button", { name: "Delete rest" }));

  // Act
  await user.click(screen.getByRole("button", { name: "Save draft" }));

  // Assert
  expect(await screen.findByText(/Anna Rossi/)).toBeVisible();
  expect(screen.queryByRole("button", { name: /Wait for a time/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: /copy/i }));
  await vi.waitFor(() => {
    expect(router.state.location?.pathname).toBe("/journeys/J2");
  });
  const copy = asked.find((one) => one.operation === "JourneyCreate")?.variables["definition"] as Definition;
  expect(Object.keys(copy.steps).sort()).toEqual(["end", "greet"]);
});

test("the API stops while somebody writes: the draft stays, also when the page is opened again", async () => {
  // Arrange
  const first = open({ JourneySave: offline() });
  await first.user.click(await screen.findByRole("button", { name: /Wait for a time/ }));
  await first.user.click(screen.getByRole("button", { name: "Delete rest" }));

  // Act
  await first.user.click(screen.getByRole("button", { name: "Save draft" }));
  await vi.waitFor(() => {
    expect(first.host.notify).toHaveBeenCalledWith(expect.objectContaining({ status: "error" }));
  });
  first.unmount();
  const again = open({});

  // Assert
  expect(await screen.findByText("These are your changes that were not saved last time.")).toBeVisible();
  expect(screen.queryByRole("button", { name: /Wait for a time/ })).toBeNull();
  await again.user.click(screen.getByRole("button", { name: "Drop them" }));
  expect(screen.getByRole("button", { name: /Wait for a time/ })).toBeVisible();
});

test("a journey is paused only after a question", async () => {
  // Arrange
  const paused = { ...JOURNEY, status: "PAUSED" };
  const { user, asked } = open({ JourneyPause: { crmJourneyPause: { journey: paused, errors: [] } } });

  // Act
  await user.click(await screen.findByRole("button", { name: "Pause" }));
  expect(asked.some((one) => one.operation === "JourneyPause")).toBe(false);
  expect(screen.getByText(/3 people are on the way/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Pause now" }));

  // Assert
  await vi.waitFor(() => {
    expect(asked.find((one) => one.operation === "JourneyPause")?.variables).toEqual({ id: "J1" });
  });
});

test("a rehearsal is started and its report shown", async () => {
  // Arrange
  const report = {
    journeys: { hello: [{ week: "2026-03-02", numbers: { entered: 4, expected: 5, "refused:no_consent": 1 } }] },
    decisions: [
      { at: "2026-03-02T10:00:00Z", what: "step:greet", journey: "hello", profile: 7, key: "k", outcome: "tagged", orders: 3 },
      { at: "2026-03-02T11:00:00Z", what: "lapsed:entry:orders", journey: "hello", profile: 7, key: "k" },
    ],
  };
  const rehearsal = {
    id: "R1",
    state: "DONE",
    since: "2026-01-01T00:00:00Z",
    until: "2026-03-08T00:00:00Z",
    progress: 1,
    report,
    error: "",
    createdAt: "2026-03-08T00:00:00Z",
    finishedAt: "2026-03-08T00:01:00Z",
  };
  const { user } = open(
    {
      RehearsalStart: { crmRehearsalStart: { rehearsal: { id: "R1" }, errors: [] } },
      Rehearsal: { crmRehearsal: rehearsal },
    },
    "/journeys/J1?tab=rehearsal",
  );

  // Act
  await user.click(await screen.findByRole("button", { name: "Start the rehearsal" }));

  // Assert
  const table = await screen.findByRole("table", { name: "What would have happened, by week" });
  const rows = within(table).getAllByRole("row").slice(1).map((row) => within(row).getByRole("rowheader").textContent);
  expect(rows).toEqual(["Expected", "Came in", "Message refused: No consent"]);
  const decisions = screen.getByRole("table", { name: "Every decision about the person" });
  expect(within(decisions).getByRole("row", { name: /Step: Tag the person \(greet\) tagged, Number of orders: 3/ })).toBeVisible();
  expect(within(decisions).getByRole("row", { name: /Lapsed: Did not fit: Number of orders/ })).toBeVisible();
});

test("a rehearsal for one person is for everybody again once they are taken away", async () => {
  // Arrange
  const person = { id: "P1", firstName: "Anna", lastName: "Rossi", email: "anna@example.com", userId: null };
  const { asked, user } = open(
    {
      People: { crmProfiles: { pageInfo: { hasNextPage: false }, edges: [{ node: person }] } },
      RehearsalStart: { crmRehearsalStart: { rehearsal: null, errors: [] } },
    },
    "/journeys/J1?tab=rehearsal",
  );
  const start = () => user.click(screen.getByRole("button", { name: "Start the rehearsal" }));
  const forWhom = () => asked.filter(({ operation }) => operation === "RehearsalStart").map(({ variables }) => variables["profile"]);

  // Act
  await user.type(await screen.findByRole("combobox", { name: "Only for one person" }), "anna");
  await user.click(await screen.findByRole("option", { name: /Anna Rossi/ }));
  await start();
  await vi.waitFor(() => {
    expect(forWhom()).toEqual(["P1"]);
  });
  await user.click(screen.getByRole("button", { name: "For everybody, not for Anna Rossi alone" }));
  await start();

  // Assert
  await vi.waitFor(() => {
    expect(forWhom()).toEqual(["P1", null]);
  });
});

test("says that it is loading, that the journey is gone, and which permission is missing", async () => {
  const loading = open({ Journey: silent() });
  expect(screen.getByText("Loading …")).toBeInTheDocument();
  loading.unmount();

  const gone = open({ Journey: { crmJourney: null } });
  expect(await screen.findByText("There is no such journey")).toBeVisible();
  gone.unmount();

  open({ Journey: denied("MANAGE_DISCOUNTS") });
  expect(await screen.findByText("MANAGE_DISCOUNTS")).toBeVisible();
});
