/** Leave the program, and take part in it again. */

import { make } from "./dom.js";
import { JOIN, LEAVE } from "./queries.js";

/**
 * Return what a shopper can do about taking part: join who left, accept new terms, or leave.
 * @param {any} loyalty
 * @param {import("./view.js").View} view
 * @param {(mutation: string, variables: object) => Promise<any>} tell
 * @param {() => Promise<void>} done called when something has changed
 */
export function membership(loyalty, view, tell, done) {
  const note = make("p", { role: "status", class: "danger" });
  const act = async (mutation, variables) => {
    note.textContent = "";
    try {
      await tell(mutation, variables);
    } catch {
      note.textContent = view.say("notSaved");
      return;
    }
    await done();
  };
  const { program } = loyalty;
  const needsTerms = program.termsVersion !== "" && loyalty.acceptedTerms !== program.termsVersion;
  const inside =
    loyalty.leftAt || needsTerms
      ? joining(loyalty, view, needsTerms, () =>
          act(JOIN, { program: program.id, termsVersion: program.termsVersion || null }),
        )
      : [leaving(loyalty, view, () => act(LEAVE, { program: program.id }))];
  return make("section", { part: "membership", class: "wide", "aria-label": program.name }, ...inside, note);
}

function joining(loyalty, { say, format }, needsTerms, join) {
  const { program } = loyalty;
  const button = make("button", { type: "button", class: "main", disabled: needsTerms, onclick: join }, say("join"));
  const accept = make("input", { type: "checkbox", onchange: () => (button.disabled = !accept.checked) });
  return [
    loyalty.leftAt ? make("p", {}, say("left", { program: program.name })) : make("p", {}, say("newTerms")),
    loyalty.pointsEndAt
      ? make("p", { class: "muted" }, say("leftUntil", { unit: program.unitName, day: format.lastDay(loyalty.pointsEndAt) }))
      : null,
    needsTerms
      ? make("label", { class: "check" }, accept, make("span", {}, say("accept", { version: program.termsVersion })))
      : null,
    button,
  ];
}

/** Leaving asks once more, in the page: a browser's own question may be forbidden in a frame. */
function leaving(loyalty, { say }, leave) {
  const begin = make("button", { type: "button" }, say("leave", { program: loyalty.program.name }));
  const no = make("button", { type: "button" }, say("no"));
  const sure = make(
    "div",
    { class: "row", role: "group", "aria-label": say("leaveSure"), hidden: true },
    make("span", {}, say("leaveSure")),
    make("button", { type: "button", onclick: leave }, say("yes")),
    no,
  );
  const ask = (isAsking) => {
    sure.hidden = !isAsking;
    begin.hidden = isAsking;
    (isAsking ? no : begin).focus();
  };
  begin.addEventListener("click", () => ask(true));
  no.addEventListener("click", () => ask(false));
  return make("div", {}, begin, sure);
}
