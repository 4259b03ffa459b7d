import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPage } from "../test-kit";
import { Columns, Facts, HiddenText, Loading, Page, Section, Stack } from "./page";

it("a page says what it is, and the way to it", () => {
  renderPage(
    <Page title="Lapsing" breadcrumbs={[{ label: "Segments", to: "/segments" }]} subtitle="Draft" actions={<button>Save</button>}>
      <p>Content</p>
    </Page>,
  );
  expect(screen.getByRole("heading", { level: 1, name: "Lapsing" })).toBeVisible();
  expect(document.title).toBe("Lapsing");
  const way = screen.getByRole("navigation", { name: "Where you are" });
  expect(within(way).getByRole("link", { name: "Segments" })).toHaveAttribute("href", "/segments");
  expect(screen.getByRole("button", { name: "Save" })).toBeVisible();
});

it("a section is a region by the name of its title, seen or not", () => {
  renderPage(
    <>
      <Section title="Points" text="What is held.">
        One
      </Section>
      <Section title="Filters" hideTitle>
        Two
      </Section>
    </>,
  );
  expect(screen.getByRole("region", { name: "Points" })).toHaveTextContent("What is held.One");
  expect(screen.getByRole("region", { name: "Filters" })).toHaveTextContent("Two");
  expect(screen.getByRole("heading", { name: "Filters" })).toHaveClass("crm-hidden");
});

it("facts are names with values", () => {
  renderPage(<Facts facts={[{ label: "Orders", value: 4 }]} />);
  expect(screen.getByRole("term")).toHaveTextContent("Orders");
  expect(screen.getByRole("definition")).toHaveTextContent("4");
});

it("what only some can see or wait for is still said", () => {
  renderPage(
    <Columns
      main={
        <Stack isRow>
          <HiddenText>For ears</HiddenText>
        </Stack>
      }
      side={<Loading />}
    />,
  );
  expect(screen.getByText("For ears")).toHaveClass("crm-hidden");
  expect(screen.getByText("Loading …")).toHaveRole("status");
});
