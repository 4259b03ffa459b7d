import { screen, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { renderPage } from "../test-kit";
import { DataTable, type Column } from "./data-table";

interface Person {
  id: string;
  name: string;
  orders: number;
}

const PEOPLE: Person[] = [
  { id: "1", name: "Anna", orders: 4 },
  { id: "2", name: "Bruno", orders: 1 },
];
const COLUMNS: Column<Person>[] = [
  { key: "name", title: "Name", render: ({ name }) => name },
  { key: "orders", title: "Orders", align: "end", render: ({ orders }) => orders },
];
const TABLE = { caption: "People", columns: COLUMNS, rows: PEOPLE, rowKey: ({ id }: Person) => id };

it("names its rows and columns", () => {
  renderPage(<DataTable {...TABLE} />);
  const table = screen.getByRole("table", { name: "People" });
  expect(within(table).getAllByRole("columnheader").map((head) => head.textContent)).toEqual(["Name", "Orders"]);
  const row = within(table).getByRole("row", { name: /Anna/ });
  expect(within(row).getByRole("rowheader")).toHaveTextContent("Anna");
  expect(within(row).getByRole("cell")).toHaveTextContent("4");
  expect(within(row).getByRole("cell")).toHaveClass("crm-table__cell--end");
});

it("leads to a row by the link in its first cell", async () => {
  const { user, router } = renderPage(<DataTable {...TABLE} rowLink={({ id }) => `/people/${id}`} />);
  await user.click(screen.getByRole("link", { name: "Bruno" }));
  expect(router.state.location?.pathname).toBe("/people/2");
});

it("opens a row by keyboard", async () => {
  const open = vi.fn();
  const { user } = renderPage(<DataTable {...TABLE} onOpen={open} />);
  await user.tab();
  await user.keyboard("{Enter}");
  expect(open).toHaveBeenCalledWith(PEOPLE[0]);
});

it("gives way to a word where there is nothing", () => {
  renderPage(<DataTable {...TABLE} rows={[]} empty={<p>Nobody yet</p>} />);
  expect(screen.getByText("Nobody yet")).toBeVisible();
  expect(screen.queryByRole("table")).toBeNull();
});
