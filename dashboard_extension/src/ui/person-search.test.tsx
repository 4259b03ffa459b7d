import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { denied, offline, renderPage, silent, type Answers } from "../test-kit";
import { Dialog } from "./dialog";
import { PersonSearch } from "./person-search";

const HOSTILE = "<img src=x onerror=alert(1)>";
const ADA = { id: "A", firstName: "Ada", lastName: HOSTILE, email: "ada@example.com", userId: "U1" };
const BRUNO = { id: "B", firstName: "", lastName: "", email: "bruno@example.com", userId: null };
const CARLO = { id: "C", firstName: "Carlo", lastName: "Conti", email: "", userId: null };
const NAMELESS = { id: "N", firstName: "", lastName: "", email: "", userId: null };

function people(found: readonly object[], hasNextPage = false): Answers {
  return { People: { crmProfiles: { pageInfo: { hasNextPage }, edges: found.map((node) => ({ node })) } } };
}

function open(answers: Answers, besides?: string) {
  const choose = vi.fn();
  const submit = vi.fn();
  const page = (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <PersonSearch label="Who" onChoose={choose} {...(besides === undefined ? {} : { besides })} />
      <button type="submit">Go on</button>
    </form>
  );
  return { ...renderPage(page, { answers }), choose, submit };
}

const box = () => screen.getByRole("combobox", { name: "Who" });
const offered = () => screen.queryAllByRole("option").map((option) => option.textContent.trim());

describe("a person", () => {
  it("is asked for once somebody has stopped writing", async () => {
    const { user, asked } = open(people([ADA, BRUNO, NAMELESS]));
    expect(box()).toHaveAccessibleDescription("The beginning of a name, an e-mail address or a phone number.");
    await user.click(box());
    expect(box()).toHaveAttribute("aria-expanded", "false");

    await user.type(box(), " ad ");

    expect(await screen.findByText("3 people found")).toBeVisible();
    expect(offered()).toEqual([`Ada ${HOSTILE} ada@example.com`, "bruno@example.com", "No name"]);
    expect(asked).toEqual([{ operation: "People", variables: { search: "ad" } }]);
    expect(document.querySelector("img")).toBeNull();
  });

  it("is chosen by keyboard, and the form is not sent", async () => {
    const { user, choose, submit } = open(people([ADA, BRUNO, CARLO]));
    await user.type(box(), "a");
    await screen.findByText("3 people found");
    expect(box()).not.toHaveAttribute("aria-activedescendant");

    await user.keyboard("{Enter}");
    expect(choose).not.toHaveBeenCalled();
    await user.keyboard("{ArrowUp}");
    expect(screen.getByRole("option", { selected: true })).toHaveTextContent("Carlo Conti");
    await user.keyboard("{ArrowDown}{ArrowDown}");
    const active = screen.getByRole("option", { selected: true });
    expect(active).toHaveTextContent("bruno@example.com");
    expect(box()).toHaveAttribute("aria-activedescendant", active.id);
    await user.keyboard("{Enter}");

    expect(choose.mock.calls).toEqual([[BRUNO]]);
    expect(submit).not.toHaveBeenCalled();
    expect(box()).toHaveValue("");
    expect(box()).toHaveFocus();
    expect(offered()).toEqual([]);
  });

  it("is chosen with the pointer", async () => {
    const { user, choose } = open(people([ADA, CARLO]));
    await user.type(box(), "a");

    await user.click(await screen.findByRole("option", { name: "Carlo Conti" }));

    expect(choose.mock.calls).toEqual([[CARLO]]);
    expect(box()).toHaveFocus();
  });

  it("is never another who came between the arrow and Enter", async () => {
    const { user, choose, answers } = open(people([ADA, CARLO]));
    await user.type(box(), "a");
    await screen.findByText("2 people found");
    answers["People"] = people([BRUNO, CARLO])["People"] ?? {};
    await user.type(box(), "b");
    await user.keyboard("{ArrowDown}");
    expect(screen.getByRole("option", { selected: true })).toHaveTextContent("Ada");
    await waitFor(() => {
      expect(offered()).toEqual(["bruno@example.com", "Carlo Conti"]);
    });

    await user.keyboard("{Enter}");

    expect(choose).not.toHaveBeenCalled();
    expect(offered()).toEqual(["bruno@example.com", "Carlo Conti"]);
  });

  it("is not the one whom it is about", async () => {
    const { user } = open(people([ADA, CARLO]), "A");
    await user.type(box(), "a");
    expect(await screen.findByText("1 person found")).toBeVisible();
    expect(offered()).toEqual(["Carlo Conti"]);
  });
});

describe("the offers", () => {
  it("close with Escape, and leave the next one to the dialog around them", async () => {
    const { user } = renderPage(
      <Dialog title="Find" isOpen onClose={vi.fn()}>
        <PersonSearch label="Who" onChoose={vi.fn()} />
      </Dialog>,
      { answers: people([ADA]) },
    );
    await user.type(box(), "ada");
    await screen.findByText("1 person found");

    const wasLeft = [1, 2].map(() => fireEvent.keyDown(box(), { key: "Escape" }));

    expect(wasLeft).toEqual([false, true]);
    expect(box()).toHaveAttribute("aria-expanded", "false");
    expect(box()).toHaveValue("ada");
  });

  it("close when the box is left, and open again with it", async () => {
    const { user } = open(people([ADA]));
    await user.type(box(), "ada");
    await screen.findByText("1 person found");
    await user.tab();
    expect(offered()).toEqual([]);
    await user.tab({ shift: true });
    expect(offered()).toHaveLength(1);
  });

  it("say that they are on their way", async () => {
    const { user } = open({ People: silent() });
    await user.type(box(), "ada");
    expect(await screen.findByText("Looking …")).toBeVisible();
    expect(screen.getByRole("listbox")).toHaveAttribute("aria-busy", "true");
  });

  it("say that there is nobody", async () => {
    const { user } = open(people([]));
    await user.type(box(), "zzz");
    expect(await screen.findByText("Nobody was found.")).toBeVisible();
  });

  it("say that there are more", async () => {
    const { user } = open(people([ADA, CARLO], true));
    await user.type(box(), "a");
    expect(await screen.findByText("The 2 newest of more; write on to narrow them down.")).toBeVisible();
  });

  it("name the permission that is missing", async () => {
    const { user } = open({ People: denied("MANAGE_USERS") });
    await user.type(box(), "ada");
    expect(await screen.findByText("MANAGE_USERS")).toBeVisible();
    expect(box()).toHaveAttribute("aria-expanded", "false");
  });

  it("come after all when the shop is back", async () => {
    const { user, answers } = open({ People: offline() });
    await user.type(box(), "ada");
    expect(await screen.findByText("The shop does not answer")).toBeVisible();
    answers["People"] = people([ADA])["People"] ?? {};
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await user.click(box());
    expect(await screen.findByText("1 person found")).toBeVisible();
  });
});
