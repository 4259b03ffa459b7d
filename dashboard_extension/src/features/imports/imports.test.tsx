/** A file is sent, its columns are put right, it is rehearsed, run, watched and undone. */
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { denied, offline, refused, renderPage, silent, type Answers } from "../../test-kit";
import ImportPage from "./import-page";
import ListPage from "./list-page";
import NewPage from "./new-page";
import { CHOICES, HOSTILE, ID, job, KINDS } from "./testing";

const NO_MORE = { hasNextPage: false, endCursor: null };

function open(changes: Parameters<typeof job>[0], answers: Answers = {}) {
  return renderPage(<ImportPage />, {
    path: "/imports/:id",
    address: `/imports/${encodeURIComponent(ID)}`,
    answers: { Import: { crmImport: job(changes) }, ImportKinds: KINDS, ImportChoices: CHOICES, ...answers },
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a new import", () => {
  const begun = { crmImport: job({ state: "WAITING" }), uploadUrl: "https://shop.example/import/signed", errors: [] };

  function choose(answers: Answers) {
    return renderPage(<NewPage />, { path: "/imports/new", answers: { ImportKinds: KINDS, ImportChoices: CHOICES, ...answers } });
  }

  it("is begun, sent and completed, and goes on with its columns", async () => {
    const posted = vi.fn(() => Promise.resolve({ status: 204 }));
    vi.stubGlobal("fetch", posted);
    const { user, asked, router } = choose({
      ImportCreate: { crmImportCreate: begun },
      ImportFileComplete: { crmImportFileComplete: { crmImport: job({ state: "UPLOADED" }), errors: [] } },
    });
    expect(await screen.findByRole("button", { name: "Send the file" })).toBeDisabled();
    await user.upload(screen.getByLabelText(/^File/), new File(["e-mail\na@b.example\n"], "people.csv"));
    await user.selectOptions(screen.getByRole("combobox", { name: "Order of dates" }), "mdy");
    await user.click(screen.getByRole("button", { name: "Send the file" }));

    await waitFor(() => {
      expect(router.state.location?.pathname).toBe(`/imports/${encodeURIComponent(ID)}`);
    });
    expect(posted).toHaveBeenCalledTimes(1);
    expect(asked.filter(({ operation }) => ["ImportCreate", "ImportFileComplete"].includes(operation))).toEqual([
      {
        operation: "ImportCreate",
        variables: { kind: "customers", fileName: "people.csv", options: { encoding: "", date_order: "mdy" } },
      },
      { operation: "ImportFileComplete", variables: { id: ID, pieces: 1 } },
    ]);
  });

  it("lets a list and a program be chosen by name", async () => {
    const [customers] = KINDS.crmImportKinds;
    const properties = { list: { default: "" }, program: { default: "" }, name: { default: "" }, time_zone: { default: "UTC" } };
    const { user } = choose({ ImportKinds: { crmImportKinds: [{ ...customers, options: { properties } }] } });
    const list = await screen.findByRole("combobox", { name: "List" });
    await waitFor(() => {
      expect(within(list).getAllByRole("option").map((one) => one.textContent)).toEqual(["None: by the name below", "Fair"]);
    });
    await user.selectOptions(list, "Fair");
    expect(list).toHaveValue("L1");
    expect(screen.getByRole("combobox", { name: "Program" })).toHaveDisplayValue("Choose a program");
    expect(screen.getByRole("combobox", { name: "Time zone" })).toHaveValue("UTC");
    expect(screen.getByRole("textbox", { name: "Name of the list" })).toBeVisible();
  });

  it("says when a piece is refused, and lets the file be sent again", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve({ status: 413 }));
    const { user } = choose({ ImportCreate: { crmImportCreate: begun } });
    await user.upload(await screen.findByLabelText(/^File/), new File(["x"], "people.csv"));
    await user.click(screen.getByRole("button", { name: "Send the file" }));

    expect(await screen.findByRole("alert")).toHaveTextContent("Nothing was brought in.");
    expect(screen.getByRole("button", { name: "Send it again" })).toBeEnabled();
  });

  it("needs the permission", async () => {
    choose({ ImportKinds: denied("MANAGE_USERS") });

    expect(await screen.findByText("MANAGE_USERS")).toBeVisible();
  });
});

describe("one import", () => {
  it("has its columns put right", async () => {
    const { user, asked } = open({}, { ImportMap: { crmImportMap: { crmImport: job(), errors: [] } } });
    const column = await screen.findByRole("combobox", { name: "Column “Shoe size”" });
    await user.selectOptions(column, "An attribute of the person");
    expect(screen.getByRole("textbox", { name: "Attribute for “Shoe size”" })).toHaveValue("shoe_size");
    await user.click(screen.getByRole("button", { name: "Save columns" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "ImportMap")?.variables).toEqual({
        id: ID,
        fields: ["email", "attribute:shoe_size"],
        options: { encoding: "", date_order: "dmy" },
      });
    });
  });

  it("cannot go on while a column is missing", async () => {
    open({ kind: "opening_balances" });

    expect(await screen.findByText("No column is Points.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Save columns" })).toBeDisabled();
  });

  it("says what would come of it, and is run after a word", async () => {
    const { user, asked } = open(
      { state: "REHEARSED", created: 1990, refused: 10, handled: 2000 },
      {
        ImportRun: { crmImportRun: { crmImport: job({ state: "RUNNING" }), errors: [] } },
        ImportFaults: {
          crmImport: {
            id: ID,
            faultyRows: {
              edges: [
                {
                  node: {
                    number: 7,
                    outcome: "REFUSED",
                    faults: [{ column: HOSTILE, problem: "NO_EMAIL", message: "This is no e-mail address." }],
                  },
                },
              ],
              pageInfo: NO_MORE,
            },
          },
        },
      },
    );
    const outcome = within(await screen.findByRole("region", { name: "What would come of it" }));
    expect(outcome.getByText("1,990")).toBeVisible();
    expect(await screen.findByText(`${HOSTILE}:`)).toBeVisible();
    expect(screen.getByRole("link", { name: "All as CSV" })).toHaveAttribute("href", job().faultsUrl);
    await user.click(screen.getByRole("button", { name: "Run" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/^2,000 rows are brought in now/)).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Run" }));

    await waitFor(() => {
      expect(asked.some(({ operation }) => operation === "ImportRun")).toBe(true);
    });
  });

  it("shows how far it is, asks again by itself, and can be stopped", async () => {
    const { answers } = open({ state: "RUNNING", handled: 500 });
    const bar = await screen.findByRole("progressbar");
    expect(bar).toHaveAttribute("value", "500");
    expect(bar).toHaveAttribute("max", "2000");
    expect(screen.getByRole("button", { name: "Stop" })).toBeVisible();

    answers["Import"] = { crmImport: job({ state: "DONE", created: 2000, handled: 2000 }) };
    expect(await screen.findByRole("button", { name: "Undo" })).toBeVisible();
  });

  it("says why a step is refused", async () => {
    const { user } = open({}, { ImportRehearse: refused("crmImportRehearse", null, "It is running.", "WRONG_STATE") });
    await user.click(await screen.findByRole("button", { name: "Rehearse" }));

    expect(await screen.findByText("It is running.")).toBeVisible();
  });

  it("names what is wrong with a file, in the reader's language", async () => {
    renderPage(<ImportPage />, {
      path: "/imports/:id",
      address: `/imports/${ID}`,
      locale: "it",
      answers: {
        Import: { crmImport: job({ state: "FAILED", rows: 0, fileProblem: "BROKEN_QUOTES", fileProblemRow: 12 }) },
      },
    });

    expect(await screen.findByText(/Manca una virgoletta/)).toHaveTextContent("(riga 12)");
  });

  it("says that there is none", async () => {
    open({}, { Import: { crmImport: null } });

    expect(await screen.findByText("There is no such import.")).toBeVisible();
  });
});

describe("the jobs", () => {
  const imports = (...rows: object[]) => ({ crmImports: { edges: rows.map((node) => ({ node })), pageInfo: NO_MORE } });

  it("lists imports by their file, as text", async () => {
    const { container } = renderPage(<ListPage />, { answers: { Imports: imports(job({ fileName: HOSTILE })) } });

    expect(await screen.findByRole("link", { name: HOSTILE })).toHaveAttribute("href", `/imports/${encodeURIComponent(ID)}`);
    expect(container.querySelector("img")).toBeNull();
  });

  it("is empty at first, and busy or away at times", async () => {
    const first = renderPage(<ListPage />, { answers: { Imports: imports() } });
    expect(await screen.findByText("Nothing has been brought in yet.")).toBeVisible();
    first.unmount();

    const busy = renderPage(<ListPage />, { answers: { Imports: silent() } });
    expect(busy.container.querySelector("[aria-busy=true]")).not.toBeNull();
    busy.unmount();

    renderPage(<ListPage />, { answers: { Imports: offline() } });
    expect(await screen.findByText("The shop does not answer")).toBeVisible();
  });

  it("shows lists that go out, with the file once it is made", async () => {
    const made = {
      id: "e1",
      kind: "members",
      state: "READY",
      format: "CSV",
      segment: "s1",
      rows: 120,
      handled: 120,
      startedOver: 0,
      url: "https://shop.example/list/signed",
      author: "user:1",
      askedAt: "2026-11-20T10:00:00Z",
      endedAt: "2026-11-20T10:01:00Z",
      expiresAt: "2026-11-21T10:01:00Z",
    };
    const { user } = renderPage(<ListPage />, {
      answers: {
        Imports: imports(),
        Exports: {
          crmExports: {
            edges: [{ node: made }, { node: { ...made, id: "e2", state: "RUNNING", handled: 40, url: null } }],
            pageInfo: NO_MORE,
          },
        },
      },
    });
    await user.click(await screen.findByRole("tab", { name: "Exports" }));

    expect(await screen.findByRole("link", { name: "Fetch CSV" })).toHaveAttribute("href", made.url);
    expect(screen.getByText("40 of 120")).toBeVisible();
    expect(screen.getAllByRole("link", { name: "Open the segment" })[0]).toHaveAttribute("href", "/segments/s1");
  });
});
