import { fireEvent, screen } from "@testing-library/react";
import { useState, type ReactNode } from "react";
import { describe, expect, it, vi } from "vitest";
import { renderPage } from "../test-kit";
import {
  CheckboxField,
  DateField,
  DateTimeField,
  NumberField,
  SelectField,
  SwitchField,
  TextArea,
  TextField,
} from "./fields";

/** A field with the value that its page keeps for it. */
function Kept<Value>({ initial, children }: { initial: Value; children: (value: Value, change: (value: Value) => void) => ReactNode }) {
  const [value, change] = useState(initial);
  return children(value, change);
}

describe("every field", () => {
  it("reads its label, help and refusal aloud", () => {
    renderPage(
      <TextField label="Name" help="As customers see it." error="Too long." isRequired value="x" onChange={vi.fn()} />,
    );
    const field = screen.getByRole("textbox", { name: /^Name\s?\(required\)$/ });
    expect(field).toHaveAccessibleDescription("As customers see it. Too long.");
    expect(field).toBeInvalid();
    expect(field).toBeRequired();
  });

  it("keeps its name where the label is not shown", () => {
    renderPage(<TextField label="Name" hideLabel value="" onChange={vi.fn()} />);
    expect(screen.getByRole("textbox", { name: "Name" })).toBeValid();
    expect(screen.getByText("Name")).toHaveClass("crm-hidden");
  });

  it("takes nothing while it is switched off", async () => {
    const change = vi.fn();
    const { user } = renderPage(<TextField label="Name" isDisabled value="" onChange={change} />);
    await user.type(screen.getByRole("textbox", { name: "Name" }), "x");
    expect(change).not.toHaveBeenCalled();
  });
});

it("texts are given on letter by letter", async () => {
  const { user } = renderPage(
    <Kept initial="">{(value, change) => <TextArea label="Note" value={value} onChange={change} />}</Kept>,
  );
  await user.type(screen.getByRole("textbox", { name: "Note" }), "Wide feet");
  expect(screen.getByRole("textbox", { name: "Note" })).toHaveValue("Wide feet");
});

describe("a number", () => {
  const amount = () => screen.getByRole("spinbutton", { name: "Amount" });

  it("may be half written, and is none meanwhile", async () => {
    // Arrange
    const given: (number | null)[] = [];
    const { user } = renderPage(
      <Kept<number | null> initial={null}>
        {(value, change) => (
          <NumberField
            label="Amount"
            step="any"
            unit="EUR"
            value={value}
            onChange={(next) => {
              given.push(next);
              change(next);
            }}
          />
        )}
      </Kept>,
    );

    // Act
    await user.type(amount(), "1.5");
    await user.clear(amount());

    // Assert
    expect(given.at(-2)).toBe(1.5);
    expect(given.at(-1)).toBeNull();
    expect(screen.getByText("EUR")).toBeVisible();
  });

  it("shows what its page makes of it once one goes on", async () => {
    const { user } = renderPage(<NumberField label="Amount" value={7} onChange={vi.fn()} />);
    await user.clear(amount());
    expect(amount()).toHaveValue(null);
    await user.tab();
    expect(amount()).toHaveValue(7);
  });
});

describe("a choice", () => {
  const OPTIONS = [
    { value: "EMAIL", label: "E-mail" },
    { value: "SMS", label: "Text message" },
    { value: "PUSH", label: "Push", isDisabled: true },
  ];

  it("is one of its options, by their words", async () => {
    const change = vi.fn();
    const { user } = renderPage(<SelectField label="Channel" value="EMAIL" onChange={change} options={OPTIONS} />);
    await user.selectOptions(screen.getByRole("combobox", { name: "Channel" }), "Text message");
    expect(change).toHaveBeenCalledWith("SMS");
    expect(screen.getByRole("option", { name: "Push" })).toBeDisabled();
  });

  it("begins with nothing, and cannot go back to it", () => {
    renderPage(<SelectField label="Channel" value="" placeholder="Choose" onChange={vi.fn()} options={OPTIONS} />);
    expect(screen.getByRole("combobox", { name: "Channel" })).toHaveDisplayValue("Choose");
    expect(screen.getByRole("option", { name: "Choose" })).toBeDisabled();
  });
});

it("a box is ticked by its words too", async () => {
  const change = vi.fn();
  const { user } = renderPage(<CheckboxField label="Also guests" value={false} onChange={change} />);
  await user.click(screen.getByText("Also guests"));
  expect(change).toHaveBeenCalledWith(true);
  expect(screen.getByRole("checkbox", { name: "Also guests" })).not.toBeChecked();
});

it("a switch is read as one, and turned by the space bar", async () => {
  const change = vi.fn();
  const { user } = renderPage(<SwitchField label="Sending" value onChange={change} />);
  await user.tab();
  expect(screen.getByRole("switch", { name: "Sending" })).toHaveFocus();
  await user.keyboard(" ");
  expect(change).toHaveBeenCalledWith(false);
});

it("days stay days", () => {
  const change = vi.fn();
  renderPage(<DateField label="From" value="2026-11-22" min="2026-01-01" onChange={change} />);
  const field = screen.getByLabelText("From");
  expect(field).toHaveValue("2026-11-22");
  fireEvent.change(field, { target: { value: "2026-11-23" } });
  expect(change).toHaveBeenCalledWith("2026-11-23");
});

describe("where the browser is in another language than the page", () => {
  const inItalian = { locale: "it" };

  it("a day is written out in the page's", () => {
    renderPage(<DateField label="From" help="Included." value="2026-03-04" onChange={vi.fn()} />, inItalian);
    expect(screen.getByLabelText("From")).toHaveAccessibleDescription("Included. mercoledì 4 marzo 2026");
  });

  it("a moment is too, and what is none is not", () => {
    renderPage(<DateTimeField label="Due" value="2026-03-04T09:30:00Z" onChange={vi.fn()} />, inItalian);
    renderPage(<DateField label="Until" value="" onChange={vi.fn()} />, inItalian);
    expect(screen.getByLabelText("Due")).toHaveAccessibleDescription(/^mercoledì 4 marzo 2026 alle ore \d\d:30$/);
    expect(screen.getByLabelText("Until")).not.toHaveAccessibleDescription();
  });

  it("a day is not where they are the same", () => {
    renderPage(<DateField label="From" value="2026-03-04" onChange={vi.fn()} />, { locale: "en-GB" });
    expect(screen.getByLabelText("From")).not.toHaveAccessibleDescription();
  });
});

describe("a moment", () => {
  it("is written on the clock of the browser and given on as ISO", () => {
    const change = vi.fn();
    renderPage(<DateTimeField label="Due" value={null} onChange={change} />);
    fireEvent.change(screen.getByLabelText("Due"), { target: { value: "2026-11-22T09:30" } });
    expect(change).toHaveBeenCalledWith(new Date("2026-11-22T09:30").toISOString());
  });

  it("is read back as it was written, and may be taken away", () => {
    const change = vi.fn();
    const noon = new Date("2026-11-22T09:30").toISOString();
    renderPage(<DateTimeField label="Due" value={noon} onChange={change} />);
    const field = screen.getByLabelText("Due");
    expect(field).toHaveValue("2026-11-22T09:30");
    fireEvent.change(field, { target: { value: "" } });
    expect(change).toHaveBeenCalledWith(null);
  });

  it("that is none is shown as nothing", () => {
    renderPage(<DateTimeField label="Due" value="soon" onChange={vi.fn()} />);
    expect(screen.getByLabelText("Due")).toHaveValue("");
  });
});
