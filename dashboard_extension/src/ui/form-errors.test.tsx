import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { ApiError } from "../api";
import { renderPage } from "../test-kit";
import { FormErrors } from "./form-errors";

const problem = (field: string | null, message: string) => ({ field, code: "INVALID", message });

describe("what was refused", () => {
  it("is not shown before anything was sent, nor after it was done", () => {
    renderPage(<FormErrors answer={null} />);
    renderPage(<FormErrors answer={{ problems: [], error: null }} />);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("stands in one place, each sentence once, without what its field shows", () => {
    const problems = [problem("name", "Too long."), problem(null, "Not now."), problem(null, "Not now.")];
    renderPage(<FormErrors answer={{ problems, error: null }} shown={["name"]} />);
    expect(screen.getByRole("alert")).toHaveTextContent("This was not saved. Please look at what is marked.");
    expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual(["Not now."]);
  });

  it("is not looked for at fields where none is marked", () => {
    renderPage(<FormErrors answer={{ problems: [problem("version", "It has changed.")], error: null }} shown={["name"]} />);
    expect(screen.getByRole("alert")).toHaveTextContent(/^This was not done\.It has changed\.$/);
  });

  it("tells a shop that is away from a refusal, and that nothing written is lost", () => {
    const error: ApiError = { kind: "offline", message: "Failed to fetch", permissions: [], field: null, code: null };
    renderPage(<FormErrors answer={{ problems: [], error }} />);
    expect(screen.getByRole("alert")).toHaveTextContent("What you have written is kept");
  });
});
