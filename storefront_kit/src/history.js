/** The movements of the shopper's points, a page at a time. */

import { make } from "./dom.js";
import { HISTORY } from "./queries.js";

export const PAGE = 5;

/** Shows what it was given, and fetches older movements when asked. */
export class History {
  /**
   * @param {import("./view.js").View} view
   * @param {(query: string, variables: object) => Promise<any>} ask
   * @param {{channel: string, unit: string}} of
   */
  constructor(view, ask, { channel, unit }) {
    this.view = view;
    this.ask = ask;
    this.channel = channel;
    this.after = null;
    this.list = make("ol", { class: "entries" });
    this.note = make("p", { class: "muted", role: "status" });
    this.more = make("button", { type: "button", hidden: true, onclick: () => this.#older() }, view.say("more"));
    this.empty = make("p", { class: "muted" }, view.say("noHistory", { unit }));
    this.element = make(
      "section",
      { part: "history", "aria-label": view.say("history") },
      make("h3", {}, view.say("history")),
      this.empty,
      this.list,
      this.more,
      this.note,
    );
  }

  /** Show the newest page in place of all that was shown. */
  show(connection) {
    this.list.replaceChildren();
    this.#append(connection);
  }

  async #older() {
    this.more.disabled = true;
    this.note.textContent = "";
    try {
      const data = await this.ask(HISTORY, { channel: this.channel, first: PAGE, after: this.after });
      const first = this.#append(data.me?.loyalty?.history ?? { edges: [], pageInfo: {} });
      // The button may be gone: whoever reads by keyboard goes on with what is new.
      if (this.more.hidden) first?.focus();
    } catch {
      this.note.textContent = this.view.say("failed");
    } finally {
      this.more.disabled = false;
    }
  }

  #append({ edges, pageInfo }) {
    const rows = edges.map(({ node }) => this.#row(node));
    this.list.append(...rows);
    this.after = pageInfo.endCursor ?? null;
    this.more.hidden = !pageInfo.hasNextPage;
    this.empty.hidden = this.list.childElementCount > 0;
    return rows[0];
  }

  #row(movement) {
    const { say, format } = this.view;
    // Points that become ready to use do not change the sum, but they change what can be used.
    const points = movement.points || movement.available;
    return make(
      "li",
      { tabIndex: -1 },
      make(
        "div",
        { class: "row between" },
        make("span", {}, kindWords(movement.kind, say)),
        make("span", { class: "points" }, format.signed(points)),
      ),
      make(
        "div",
        { class: "muted" },
        make("time", { dateTime: movement.occurredAt }, format.day(movement.occurredAt)),
        movement.reason ? ` · ${movement.reason}` : "",
      ),
    );
  }
}

function kindWords(kind, say) {
  try {
    return say(`KIND_${kind}`);
  } catch {
    // A kind that a later version of the plugin may have.
    return say("KIND_OTHER");
  }
}
