import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { denied, failed, offline, renderPage, silent, type Answers } from "../../test-kit";
import CustomerPage from "./customer-page";
import { ANNA_ID, customer, emptyAnswers, entry, HOSTILE, timelineOf } from "./testing";

function open(answers: Answers = {}, address = `/customers/${ANNA_ID}`) {
  return renderPage(<CustomerPage />, {
    path: "/customers/:id",
    address,
    answers: { ...emptyAnswers(), ...answers },
  });
}

describe("customer page", () => {
  it("shows who it is, what they bought and why they are at risk", async () => {
    open();

    expect(await screen.findByRole("heading", { level: 1, name: "Anna Rossi" })).toBeVisible();
    expect(screen.getByText("€350.00")).toBeVisible();
    expect(screen.getByText("€87.50")).toBeVisible();
    expect(screen.getByText("169 stars", { normalizer: (text) => text.trim() })).toBeVisible();
    expect(screen.getByText("Marketing, e-mail: allowed")).toBeVisible();
    expect(screen.getByText(/No order for 120 days/)).toBeInTheDocument();
    expect(screen.getByText("Could still be asked: birthday")).toBeVisible();
    expect(await screen.findByText("No activity yet")).toBeVisible();
  });

  it("calls attributes what the shop calls them, in the reader's language", async () => {
    const shoe = [
      { language: "en", name: "Shoe size" },
      { language: "it", name: "Numero di scarpe" },
    ];
    const crmAttributeDefinitions = [
      { name: "shoe_size", names: shoe },
      { name: "skin", names: [{ language: "de", name: "Hauttyp" }] },
    ];
    const person = customer({ unknownFields: ["birthday", "attribute:skin", "attribute:last_trip"] });
    renderPage(<CustomerPage />, {
      path: "/customers/:id",
      address: `/customers/${ANNA_ID}`,
      locale: "it",
      answers: { ...emptyAnswers(), Customer: { crmProfile: person }, AttributeNames: { crmAttributeDefinitions } },
    });

    expect(await screen.findByText("Numero di scarpe")).toBeVisible();
    expect(screen.getByText(/: compleanno, Hauttyp, last trip$/)).toBeVisible();
  });

  it("is busy until the shop answers", () => {
    const { container } = open({ Customer: silent() });

    expect(container.querySelector("[aria-busy=true]")).not.toBeNull();
  });

  it("names the permission that is missing", async () => {
    open({ Customer: denied("MANAGE_USERS") });

    expect(await screen.findByText("MANAGE_USERS")).toBeVisible();
  });

  it("asks again after a failure", async () => {
    const { answers, user } = open({ Customer: failed("The database is away") });
    expect(await screen.findByRole("alert")).toHaveTextContent("The database is away");

    answers["Customer"] = { crmProfile: customer() };
    await user.click(screen.getByRole("button", { name: "Try again" }));

    expect(await screen.findByRole("heading", { level: 1, name: "Anna Rossi" })).toBeVisible();
  });

  it("says so when nobody is known by this address", async () => {
    open({ Customer: { crmProfile: null } });

    expect(await screen.findByText("The CRM does not know this customer")).toBeVisible();
  });

  it("leads from a merged profile to the person", async () => {
    open({ Customer: { crmProfile: customer({ mergedInto: "Q3JtUHJvZmlsZTo5" }) } });

    expect(await screen.findByRole("link", { name: "Open the person" })).toHaveAttribute(
      "href",
      "/customers/Q3JtUHJvZmlsZTo5",
    );
  });

  it("keeps markup in names, tags and entries as text", async () => {
    const hostile = customer({ firstName: HOSTILE, tags: [HOSTILE] });
    const entries = [entry(0, { type: "store.visited", payload: { place: HOSTILE } })];
    const timeline = {
      pageInfo: { hasNextPage: false, endCursor: null },
      edges: entries.map((node) => ({ node })),
    };
    const { container } = open({
      Customer: { crmProfile: hostile },
      CustomerTimeline: { crmProfile: { id: ANNA_ID, timeline } },
    });

    await screen.findByText("Store visit");
    expect(screen.getAllByText(HOSTILE, { exact: false }).length).toBeGreaterThanOrEqual(3);
    expect(container.querySelector("img")).toBeNull();
    expect(window).not.toHaveProperty("hacked");
  });

  it("saves a note, and keeps the words while the shop is away", async () => {
    const { answers, asked, user } = open({ NoteAdd: offline() });
    const field = await screen.findByRole("textbox", { name: /What you want to note/ });

    await user.type(field, "Likes blue");
    await user.click(screen.getByRole("button", { name: "Save note" }));
    expect(await screen.findByRole("alert")).toBeVisible();
    expect(field).toHaveValue("Likes blue");

    answers["NoteAdd"] = { crmNoteAdd: { note: null, errors: [] } };
    await user.click(screen.getByRole("button", { name: "Save note" }));

    await waitFor(() => {
      expect(field).toHaveValue("");
    });
    expect(asked.filter(({ operation }) => operation === "NoteAdd").at(-1)?.variables).toEqual({
      profile: ANNA_ID,
      text: "Likes blue",
    });
  });

  it("takes a tag away", async () => {
    const { asked, user } = open({ TagsUpdate: { crmProfileTagsUpdate: { profile: null, errors: [] } } });

    await user.click(await screen.findByRole("button", { name: "Remove the tag wholesale" }));

    expect(asked.find(({ operation }) => operation === "TagsUpdate")?.variables).toEqual({
      id: ANNA_ID,
      remove: ["wholesale"],
    });
  });

  it("goes from tab to tab by keyboard, and remembers it in the address", async () => {
    const { router, user } = open({
      CustomerAccounts: { crmProfile: { id: ANNA_ID, loyaltyAccounts: [] } },
    });
    const overview = await screen.findByRole("tab", { name: "Overview" });

    overview.focus();
    await user.keyboard("{ArrowRight}");

    expect(await screen.findByText("There is no program")).toBeVisible();
    expect(router.state.location?.search).toBe("?tab=points");
  });
});

describe("timeline", () => {
  it("groups by day and writes money in the reader's way", async () => {
    open({ CustomerTimeline: timelineOf(14) });

    const days = await screen.findAllByRole("heading", { level: 3 });
    expect(days.length).toBeGreaterThanOrEqual(1);
    expect(screen.getAllByText("Order paid")).toHaveLength(14);
    expect(screen.getByText(/Order 13 ·/)).toHaveTextContent("Order 13 · €10.00");
  });

  it("keeps 300 of 100,000 entries and leads back to the newest", async () => {
    const { user } = open({ CustomerTimeline: timelineOf(100_000) });
    const count = () => screen.getAllByText("Order paid").length;

    for (let page = 1; page < 8; page += 1) {
      await user.click(await screen.findByText("Load older: entries"));
      await screen.findByText(new RegExp(`Order ${String(page * 50)} ·`));
    }
    expect(count()).toBe(300);
    expect(screen.queryByText(/Order 0 ·/)).toBeNull();

    for (let page = 1; page >= 0; page -= 1) {
      await user.click(await screen.findByText("Load newer: entries"));
      await screen.findByText(new RegExp(`Order ${String(page * 50)} ·`));
    }
    expect(count()).toBe(300);
    expect(screen.queryByText("Load newer: entries")).toBeNull();
  }, 90_000);

  it("asks only for the chosen kinds", async () => {
    const { asked, user } = open();

    await user.click(await screen.findByRole("checkbox", { name: "Visits and reviews" }));

    await screen.findByText("Nothing of this kind");
    expect(asked.filter(({ operation }) => operation === "CustomerTimeline").at(-1)?.variables).toMatchObject({
      types: ["store.visited", "engagement.review_written", "engagement.friend_referred"],
      after: null,
    });
  });

  it("finds notes by what they say, however old, and marks it", async () => {
    const note = {
      id: "N1",
      text: "Wide feet, WIDE shoes",
      authorId: "VXNlcjo3",
      authorName: "",
      createdAt: "2024-01-01T10:00:00+00:00",
      ownerId: null,
      dueAt: null,
      doneAt: null,
    };
    const { asked, container, user } = open({
      NotesFound: {
        crmNotes: { pageInfo: { hasNextPage: false, endCursor: null }, edges: [{ node: note }] },
      },
    });

    await user.type(await screen.findByRole("searchbox", { name: "Search" }), " wide ");

    const found = await screen.findByRole("region", { name: "In notes" });
    expect(await within(found).findByRole("listitem")).toHaveTextContent(
      "Wide feet, WIDE shoesStaff member 7 · Jan 1, 2024",
    );
    expect([...container.querySelectorAll("mark")].map((one) => one.textContent)).toEqual(["Wide", "WIDE"]);
    expect(asked.find(({ operation }) => operation === "NotesFound")?.variables).toEqual({
      profile: ANNA_ID,
      search: "wide",
      first: 10,
      after: null,
    });
  });

  it("finds among what is loaded and says how much", async () => {
    const { user } = open({
      CustomerTimeline: timelineOf(14),
      NotesFound: { crmNotes: { pageInfo: { hasNextPage: false, endCursor: null }, edges: [] } },
    });

    await user.type(await screen.findByRole("searchbox", { name: "Search" }), "order 13");

    expect(await screen.findByText("1 entry of 14 found")).toBeVisible();
    expect(screen.getAllByText("Order paid")).toHaveLength(1);
  });

  it("offers to try again where a page fails, and keeps the others", async () => {
    const pages = timelineOf(120);
    const { answers, user } = open({ CustomerTimeline: pages });
    const older = await screen.findByRole("button", { name: "Load older: entries" });

    answers["CustomerTimeline"] = failed("Too slow");
    await user.click(older);
    expect(await screen.findByRole("alert")).toHaveTextContent("Too slow");
    expect(screen.getAllByText("Order paid")).toHaveLength(50);

    answers["CustomerTimeline"] = pages;
    await user.click(within(screen.getByRole("alert")).getByRole("button", { name: "Try again" }));
    expect(await screen.findByText(/Order 99 ·/)).toBeVisible();
  });
});
