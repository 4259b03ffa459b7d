/** The shop's messages for the shopper at one place of the storefront. */

import { linksOf, make } from "./dom.js";
import { MESSAGE_CLICKED, MESSAGE_DISMISS, MESSAGES_SEEN } from "./queries.js";

/** Shows messages until they are dismissed; tells once of each that it was on the screen. */
export class Messages {
  /**
   * @param {import("./view.js").View} view
   * @param {(mutation: string, variables: object) => Promise<any>} tell
   */
  constructor(view, tell) {
    this.view = view;
    this.tell = tell;
    this.told = new Set();
    this.list = make("ul", { class: "entries" });
    this.heading = make("h3", { tabIndex: -1 }, view.say("messages"));
    this.element = make(
      "section",
      { part: "messages", class: "wide", "aria-label": view.say("messages"), hidden: true },
      this.heading,
      this.list,
    );
    this.watch = typeof IntersectionObserver === "function" ? new IntersectionObserver((seen) => this.#onScreen(seen)) : null;
  }

  /** Show these messages in place of those that were shown. */
  show(messages) {
    this.watch?.disconnect();
    const rows = messages.map((message) => this.#row(message));
    this.list.replaceChildren(...rows);
    this.element.hidden = rows.length === 0;
    if (this.watch) for (const row of rows) this.watch.observe(row);
    else this.#seen(messages.map((message) => message.id));
  }

  /** Look no longer at what is on the screen. */
  stop() {
    this.watch?.disconnect();
  }

  #row(message) {
    const row = make(
      "li",
      { class: "message", "data-id": message.id },
      make(
        "div",
        { class: "row between" },
        make("strong", {}, message.title),
        make(
          "button",
          {
            type: "button",
            "aria-label": this.view.say("dismiss", { title: message.title }),
            onclick: () => this.#dismiss(message.id, row),
          },
          "×",
        ),
      ),
      make("p", {}, message.text),
      ...linksOf(message.html, document.baseURI).map((link) =>
        make("a", { href: link.href, rel: "noopener", onclick: () => this.#quietly(MESSAGE_CLICKED, { id: message.id }) }, link.text),
      ),
    );
    return row;
  }

  #onScreen(changes) {
    const seen = changes.filter((change) => change.isIntersecting).map((change) => change.target);
    for (const row of seen) this.watch?.unobserve(row);
    this.#seen(seen.map((row) => row.dataset.id));
  }

  #seen(ids) {
    const fresh = ids.filter((id) => !this.told.has(id));
    for (const id of fresh) this.told.add(id);
    if (fresh.length) this.#quietly(MESSAGES_SEEN, { ids: fresh });
  }

  #dismiss(id, row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.element.hidden = this.list.childElementCount === 0;
    (next?.querySelector("button") ?? this.heading).focus();
    this.#quietly(MESSAGE_DISMISS, { id });
  }

  /** Tell the shop; the shopper has no use for it where that fails. */
  #quietly(mutation, variables) {
    this.tell(mutation, variables).catch(() => {});
  }
}
