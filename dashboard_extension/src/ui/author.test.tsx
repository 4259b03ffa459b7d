/** Authors are called by their names; who has left or has none, by what they are. */
import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { renderPage } from "../test-kit";
import { useAuthorWords } from "./author";

function Words({ author, name }: { author: string | null; name: string | null }) {
  return <p>{useAuthorWords()(author, name)}</p>;
}

describe("who did it", () => {
  it.each([
    ["user:5", "Anna Rossi", "Anna Rossi"],
    ["user:5", "", "Staff member 5"],
    ["user:5", null, "A colleague who has left"],
    ["app:2", "Till", "Till"],
    ["app:2", "", "App 2"],
    ["app:2", null, "An app that was removed"],
    ["", null, "The CRM itself"],
    [null, null, "The CRM itself"],
    ["migration", null, "migration"],
  ])("%s, called %j, is “%s”", (author, name, words) => {
    renderPage(<Words author={author} name={name} />);

    expect(screen.getByText(words)).toBeVisible();
  });
});
