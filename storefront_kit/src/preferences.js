/** What the shop may write, and whether it may learn from what the shopper does. */

import { make } from "./dom.js";
import { PREFERENCES_UPDATE } from "./queries.js";

/**
 * Return where one thing stands, as the shop itself decides it.
 *
 * A withdrawal holds for everything narrower that was not granted since; a narrower withdrawal
 * holds whatever wider grant comes later; nothing said is no.
 * @param {ReadonlyArray<{channel: string, purpose: string, listCode: string, status: string, changedAt: string}>} consents
 * @param {{channel: string, purpose: string, listCode: string}} asked
 */
export function statusOf(consents, { channel, purpose, listCode }) {
  let decided = null;
  for (const list of new Set(["", listCode]))
    for (const one of new Set(["any", channel])) {
      const said = consents.find(
        (each) => each.purpose === purpose && each.channel === one && each.listCode === list,
      );
      if (said) decided = narrowed(decided, said);
    }
  return decided?.status ?? "UNKNOWN";
}

function narrowed(wider, narrower) {
  if (wider?.status !== "WITHDRAWN") return narrower;
  return Date.parse(narrower.changedAt) >= Date.parse(wider.changedAt) ? narrower : wider;
}

/** A form whose every tick is saved at once, and goes back where that fails. */
export class Preferences {
  /**
   * @param {import("./view.js").View} view
   * @param {(mutation: string, variables: object) => Promise<any>} tell
   * @param {{me: any, crmMessageLists: any[], crmConsentWordings: any[]}} found
   */
  constructor(view, tell, found) {
    this.view = view;
    this.tell = tell;
    this.wordings = found.crmConsentWordings;
    this.consents = found.me.crmPreferences.consents;
    this.note = make("p", { class: "muted", role: "status" });
    this.awaits = make("p", { class: "muted" }, view.say("awaits"));
    this.boxes = [
      this.#box("email", "MARKETING", "", this.#asked("MARKETING", "email")),
      ...found.crmMessageLists.map((list) => this.#box("email", "MARKETING", list.code, list.name)),
      this.#box("any", "PROFILING", "", this.#asked("PROFILING", "profiling")),
    ];
    this.element = this.#form();
    this.#tick();
  }

  #form() {
    const [email, ...rest] = this.boxes.map((box) => box.label);
    const profiling = rest.pop();
    return make(
      "fieldset",
      { part: "preferences" },
      make("legend", {}, this.view.say("preferences")),
      email,
      this.awaits,
      rest.length ? make("div", { class: "nested", role: "group", "aria-label": this.view.say("lists") }, ...rest) : null,
      profiling,
      this.note,
    );
  }

  /** Return the words by which the shop itself asks, and ours where it has none. */
  #asked(purpose, word) {
    return this.#wording(purpose)?.text ?? this.view.say(word);
  }

  #wording(purpose) {
    return this.wordings.find((each) => each.purpose === purpose);
  }

  #box(channel, purpose, listCode, words) {
    const input = make("input", { type: "checkbox" });
    const box = { channel, purpose, listCode, input, label: make("label", { class: "check" }, input, make("span", {}, words)) };
    input.addEventListener("change", () => this.#save(box));
    return box;
  }

  #tick() {
    const status = (box) => statusOf(this.consents, box);
    for (const box of this.boxes) box.input.checked = ["GRANTED", "PENDING"].includes(status(box));
    this.awaits.hidden = !this.boxes.some((box) => status(box) === "PENDING");
  }

  async #save({ channel, purpose, listCode, input }) {
    const wanted = { channel, purpose, listCode, isGranted: input.checked };
    const wording = this.#wording(purpose);
    if (wording && !listCode) wanted.wording = wording.id;
    this.note.textContent = this.view.say("saving");
    for (const box of this.boxes) box.input.disabled = true;
    try {
      const { preferences } = await this.tell(PREFERENCES_UPDATE, { input: [wanted] });
      this.consents = preferences.consents;
      this.note.textContent = this.view.say("saved");
    } catch {
      this.note.textContent = this.view.say("notSaved");
    }
    for (const box of this.boxes) box.input.disabled = false;
    this.#tick();
    input.focus();
  }
}
