import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { renderPage } from "../test-kit";
import { Button, LinkButton } from "./button";

describe("a button", () => {
  it("does what it says, once", async () => {
    const save = vi.fn();
    const { user } = renderPage(<Button onClick={save}>Save</Button>);
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(save).toHaveBeenCalledTimes(1);
  });

  it("cannot be pressed again while it is at work", async () => {
    const save = vi.fn();
    const { user } = renderPage(
      <Button isBusy onClick={save}>
        Save
      </Button>,
    );
    const button = screen.getByRole("button", { name: "Save" });
    await user.click(button);
    expect(save).not.toHaveBeenCalled();
    expect(button).toHaveAttribute("aria-busy", "true");
  });

  it("has a name where it shows a sign only", () => {
    renderPage(
      <Button label="Close">
        <span aria-hidden="true">×</span>
      </Button>,
    );
    expect(screen.getByRole("button", { name: "Close" })).toHaveTextContent("×");
  });

  it("never sends a form by accident", () => {
    renderPage(<Button>Add</Button>);
    expect(screen.getByRole("button")).toHaveAttribute("type", "button");
  });
});

describe("a link that looks like a button", () => {
  it("leads on inside the pages", async () => {
    const { user, router } = renderPage(<LinkButton to="/segments">Segments</LinkButton>);
    await user.click(screen.getByRole("link", { name: "Segments" }));
    expect(router.state.location?.pathname).toBe("/segments");
  });

  it("opens another site without telling it where one came from", () => {
    renderPage(
      <LinkButton to="https://example.com/" isExternal>
        Manual
      </LinkButton>,
    );
    const link = screen.getByRole("link", { name: "Manual" });
    expect(link).toHaveAttribute("target", "_blank");
    expect(link).toHaveAttribute("rel", "noopener noreferrer");
  });

  it("saves a file under its name", () => {
    renderPage(
      <LinkButton to="/files/1" download="people.csv">
        People
      </LinkButton>,
    );
    const link = screen.getByRole("link", { name: "People" });
    expect(link).toHaveAttribute("download", "people.csv");
    expect(link).not.toHaveAttribute("target");
  });
});
