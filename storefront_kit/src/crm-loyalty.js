/**
 * `<crm-loyalty>`: the shopper's points, tier, history, messages and preferences.
 *
 *     <crm-loyalty api-url="https://shop.example/graphql/" channel="default-channel"></crm-loyalty>
 *     document.querySelector("crm-loyalty").getToken = () => session.accessToken;
 *
 * Attributes: `api-url`, `channel`, `locale` (default: the page's language), `parts` (which of
 * balance, tier, messages, history, preferences and membership; default: all), `placement` (of
 * messages; default: banner). The token is given by the property `getToken`, a function that is
 * called before every question, or by `token`; never by an attribute, which every script can read.
 * Events: `crm-loyalty-ready` (detail: the shop's answer), `crm-loyalty-signed-out`,
 * `crm-loyalty-error` (detail: code). Method: `refresh()`.
 */

import { ShopClient, ShopError } from "./client.js";
import { make } from "./dom.js";
import { History, PAGE } from "./history.js";
import { membership } from "./membership.js";
import { Messages } from "./messages.js";
import { Preferences } from "./preferences.js";
import { HISTORY, LOYALTY, MESSAGES, PREFERENCES } from "./queries.js";
import { balance, tier } from "./standing.js";
import { dress } from "./style.js";
import { viewFor } from "./view.js";

const ALL_PARTS = "balance tier messages history preferences membership";

export class CrmLoyalty extends HTMLElement {
  static observedAttributes = ["api-url", "channel", "locale", "parts", "placement"];

  #getToken = () => null;
  #asking = new AbortController();
  #planned = false;
  #built = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    dress(root);
    this.#announcer = make("p", { class: "announced", role: "status" });
    this.#place = make("div");
    root.append(this.#place, this.#announcer);
  }

  #announcer;
  #place;

  /** Who is signed in, by a function; `isOver` says that the last token was refused. */
  set getToken(given) {
    this.#getToken = given ?? (() => null);
    this.#begin();
  }

  get getToken() {
    return this.#getToken;
  }

  /** Who is signed in, by a token; nothing for nobody. */
  set token(given) {
    // A token that is over is not better the second time.
    this.getToken = ({ isOver }) => (isOver ? null : given);
  }

  connectedCallback() {
    this.#begin();
  }

  disconnectedCallback() {
    this.#asking.abort();
    this.#built?.messages?.stop();
  }

  attributeChangedCallback(_name, before, after) {
    if (before !== after) this.#begin();
  }

  /** Ask the shop again; what is shown stays until the answer is there. */
  async refresh() {
    if (!this.isConnected || !this.getAttribute("channel")) return;
    this.#asking.abort();
    const asking = (this.#asking = new AbortController());
    this.#place.setAttribute("aria-busy", "true");
    try {
      await this.#load(asking.signal);
    } catch (error) {
      if (!asking.signal.aborted) this.#fail(error);
    } finally {
      if (!asking.signal.aborted) this.#place.removeAttribute("aria-busy");
    }
  }

  /** Several settings that change at once are one change. */
  #begin() {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      this.#built?.messages?.stop();
      this.#built = null;
      if (!this.isConnected) return;
      this.#say("loading");
      void this.refresh();
    });
  }

  get #view() {
    return viewFor(this.getAttribute("locale") || document.documentElement.lang || "en");
  }

  get #parts() {
    return new Set((this.getAttribute("parts") || ALL_PARTS).split(/\s+/));
  }

  async #load(signal) {
    const getToken = this.#getToken;
    if (!(await getToken({ isOver: false }))) throw new ShopError("signedOut", "Nobody is signed in.");
    const client = new ShopClient(this.getAttribute("api-url") || "/graphql/", getToken, this.#view.language);
    const ask = (query, variables) => client.ask(query, variables, signal);
    const found = await this.#ask(ask);
    signal.throwIfAborted();
    if (!found.me) throw new ShopError("signedOut", "Nobody is signed in.");
    this.#show(found, client);
    this.dispatchEvent(new CustomEvent("crm-loyalty-ready", { detail: found.me.loyalty, bubbles: true }));
  }

  async #ask(ask) {
    const channel = this.getAttribute("channel");
    const parts = this.#parts;
    const { language } = this.#view;
    const [own, history, messages, preferences] = await Promise.all([
      ask(LOYALTY, { channel }),
      parts.has("history") ? ask(HISTORY, { channel, first: PAGE, after: null }) : null,
      parts.has("messages") ? ask(MESSAGES, { placement: this.getAttribute("placement") || "banner" }) : null,
      parts.has("preferences") && !this.#built?.preferences ? ask(PREFERENCES, { language }) : null,
    ]);
    return {
      me: own.me,
      history: history?.me?.loyalty?.history,
      messages: messages?.crmOnsiteMessages,
      preferences,
    };
  }

  #show(found, client) {
    const { loyalty } = found.me;
    const view = this.#view;
    if (!loyalty && !found.preferences && !this.#built?.preferences) return this.#say("noProgram");
    const built = this.#built ?? (this.#built = {});
    this.#build(built, found, view, client);
    const fresh = [
      loyalty && this.#parts.has("balance") ? balance(loyalty, view) : null,
      loyalty && this.#parts.has("tier") ? tier(loyalty, view) : null,
      built.messages?.element,
      built.history?.element,
      built.preferences?.element,
      loyalty && this.#parts.has("membership")
        ? membership(loyalty, view, (...told) => client.tell(...told), () => this.refresh())
        : null,
    ].filter(Boolean);
    this.#settle(fresh, view);
    if (loyalty) this.#announce(`${view.format.count(loyalty.balance)} ${loyalty.program.unitName} ${view.say("ready")}`);
  }

  /** Pieces that somebody may be using stay the same elements; what they show is replaced. */
  #build(built, found, view, client) {
    const tell = (mutation, variables) => client.tell(mutation, variables);
    if (found.history) {
      const unit = found.me.loyalty.program.unitName;
      const of = { channel: this.getAttribute("channel"), unit };
      built.history ??= new History(view, (query, variables) => client.ask(query, variables), of);
      built.history.show(found.history);
    }
    if (found.messages) {
      built.messages ??= new Messages(view, tell);
      built.messages.show(found.messages);
    }
    if (found.preferences) built.preferences ??= new Preferences(view, tell, found.preferences);
  }

  #settle(pieces, view) {
    const focused = this.shadowRoot?.activeElement ?? null;
    this.#place.replaceChildren(
      make("div", { class: "card", lang: view.language, part: "card" }, make("h2", { class: "wide" }, view.say("title")), ...pieces),
    );
    // Moving an element takes the focus from it.
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
  }

  #announce(text) {
    if (this.#announcer.textContent !== text) this.#announcer.textContent = text;
  }

  #fail(error) {
    const code = error instanceof ShopError ? error.code : "broken";
    if (code === "signedOut") {
      this.#built = null;
      this.#place.replaceChildren(make("div", { class: "card", part: "card" }, make("slot", { name: "signed-out" }, this.#view.say("signedOut"))));
      this.dispatchEvent(new CustomEvent("crm-loyalty-signed-out", { bubbles: true }));
      return;
    }
    if (this.#built) this.#warn(code);
    else this.#say(code === "offline" ? "offline" : "failed", { isRetry: true });
    this.dispatchEvent(new CustomEvent("crm-loyalty-error", { detail: { code }, bubbles: true }));
  }

  /** Keep what is known on the screen, and say that it may be old. */
  #warn(code) {
    const word = code === "offline" ? "offline" : "failed";
    this.#place.querySelector("[data-warning]")?.remove();
    this.#place.prepend(make("div", { class: "row", role: "alert", "data-warning": "" }, this.#view.say(word), this.#retry()));
  }

  #say(word, { isRetry = false } = {}) {
    const view = this.#view;
    this.#place.replaceChildren(
      make("div", { class: "card", lang: view.language, part: "card" }, make("p", { role: isRetry ? "alert" : "status" }, view.say(word)), isRetry ? this.#retry() : null),
    );
  }

  #retry() {
    return make("button", { type: "button", onclick: () => void this.refresh() }, this.#view.say("again"));
  }
}

if (!customElements.get("crm-loyalty")) customElements.define("crm-loyalty", CrmLoyalty);
