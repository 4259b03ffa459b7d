import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { CustomerListQuery } from "../../api/generated/customers";
import { denied, renderPage } from "../../test-kit";
import CustomersPage from "./customers-page";

type Person = NonNullable<CustomerListQuery["crmProfiles"]>["edges"][number]["node"];

const PAGE = 50;

function person(number: number): Person {
  return {
    id: `P${String(number)}`,
    kind: "GUEST",
    firstName: "Person",
    lastName: String(number),
    email: `person${String(number)}@example.com`,
    createdAt: "2025-03-01T10:00:00+00:00",
    emailIsVerified: false,
    erasedAt: null,
    mergedInto: null,
    tags: [],
  };
}

interface Asked {
  readonly after?: unknown;
  readonly search?: unknown;
}

/** 120 people page by page; a search finds the first of them. */
function people({ after, search }: Asked): CustomerListQuery {
  const start = typeof after === "string" ? Number(after) : 0;
  const end = typeof search === "string" ? 1 : Math.min(120, start + PAGE);
  const numbers = Array.from({ length: end - start }, (_, place) => start + place);
  return {
    crmProfiles: {
      pageInfo: { hasNextPage: typeof search !== "string" && end < 120, endCursor: String(end) },
      edges: numbers.map((number) => ({ node: person(number) })),
    },
  };
}

function names(): (string | null)[] {
  return screen.getAllByRole("rowheader").map((cell) => cell.textContent);
}

describe("list of customers", () => {
  it("turns its pages to the end and back, and keeps one", async () => {
    const { user } = renderPage(<CustomersPage />, { answers: { CustomerList: people } });
    const next = await screen.findByRole("button", { name: "Next page" });
    expect(names()).toHaveLength(50);
    expect(screen.getByRole("button", { name: "Previous page" })).toBeDisabled();

    await user.click(next);
    await screen.findByText("Person 50");
    await user.click(next);
    await screen.findByText("Person 100");
    expect(names()).toHaveLength(20);
    expect(screen.getByText("Page 3")).toBeVisible();
    expect(next).toBeDisabled();

    await user.click(screen.getByRole("button", { name: "Previous page" }));
    expect(await screen.findByText("Person 50")).toBeVisible();
    expect(screen.getByText("Page 2")).toBeVisible();
  });

  it("begins at the first page again for another search", async () => {
    const { asked, user } = renderPage(<CustomersPage />, { answers: { CustomerList: people } });
    await user.click(await screen.findByRole("button", { name: "Next page" }));
    await screen.findByText("Person 50");

    await user.type(screen.getByRole("searchbox", { name: "Find people" }), "person");

    await waitFor(() => {
      expect(names()).toEqual(["Person 0"]);
    });
    expect(screen.queryByRole("navigation", { name: "Pages" })).toBeNull();
    await waitFor(() => {
      expect(asked.at(-1)?.variables).toEqual({ search: "person", first: PAGE, after: null });
    });
  });

  it("names the permission that is missing", async () => {
    renderPage(<CustomersPage />, { answers: { CustomerList: denied("MANAGE_USERS") } });

    expect(await screen.findByText("MANAGE_USERS")).toBeVisible();
  });
});
