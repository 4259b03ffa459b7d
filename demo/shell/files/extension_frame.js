// One of an app's pages in a frame, and the messages between the two: the Dashboard's end of the bridge.

import { element, toast } from "./dom.js";
import { secondsLeft } from "./session.js";

const SANDBOX = "allow-same-origin allow-forms allow-scripts allow-downloads allow-popups";
const VERSIONS = { dashboardVersion: "3.23.27", saleorVersion: "3.23" };
const SECONDS_BEFORE_THE_END = 30;
const RETRY_SECONDS = 5;
const TALLEST_WIDGET = 5000;
const isWidget = (kind) => kind === "widget";

/**
 * `extension` is {label, url, appId, token, refresh} where `refresh` fetches a new token;
 * `kind` is page, popup or widget; `deeds` are what the shell does when a page asks for it.
 */
export class ExtensionFrame {
  #timer = 0;
  #listener = (event) => this.#hear(event);

  constructor(session, extension, kind, { context = {}, search = "", deeds }) {
    Object.assign(this, { session, extension, kind, deeds });
    this.token = extension.token ?? "";
    const address = frameAddress(session, extension, context, search);
    this.origin = address.origin;
    this.frame = element("iframe", {
      src: address.href,
      title: extension.label,
      sandbox: SANDBOX,
      "data-extension": extension.label,
    });
    this.frame.addEventListener("load", () => this.#greet());
    window.addEventListener("message", this.#listener);
    this.#refreshInTime();
  }

  close() {
    clearTimeout(this.#timer);
    window.removeEventListener("message", this.#listener);
    this.frame.remove();
  }

  tellTheme(theme) {
    this.#say("theme", { theme });
  }

  tellLocale(locale) {
    this.#say("localeChanged", { locale });
  }

  #say(type, payload) {
    this.frame.contentWindow?.postMessage({ type, payload }, this.origin);
  }

  /** The first words: also to staff who lack a permission, whose token is empty. */
  #greet() {
    // Widgets are not told the shop's version.
    const versions = isWidget(this.kind) ? { ...VERSIONS, saleorVersion: "" } : VERSIONS;
    this.#say("handshake", { token: this.token, version: 1, ...versions });
    this.tellTheme(this.session.recall("theme"));
    this.tellLocale(this.session.recall("locale"));
  }

  #refreshInTime(afterSeconds = secondsLeft(this.token) - SECONDS_BEFORE_THE_END) {
    if (!this.token) return;
    this.#timer = setTimeout(() => this.#refresh(), Math.max(afterSeconds, 0) * 1000);
  }

  async #refresh() {
    try {
      this.token = (await this.extension.refresh()) ?? "";
    } catch {
      // The shop is away for a moment; the page shows that by itself.
      this.#refreshInTime(RETRY_SECONDS);
      return;
    }
    this.#say("tokenRefresh", { token: this.token });
    this.#refreshInTime();
  }

  /** Answers what comes from the frame's origin, as the Dashboard does: not only from this frame. */
  #hear(event) {
    if (event.origin !== this.origin || !event.data?.payload?.actionId) return;
    const { type, payload } = event.data;
    const ok = this.#act(type, payload);
    this.#say("response", { actionId: payload.actionId, ok });
  }

  #act(type, payload) {
    const acts = {
      notifyReady: () => {
        this.#greet();
        this.deeds.ready();
      },
      notification: () => toast(payload),
      redirect: () => this.deeds.redirect(payload.to, Boolean(payload.newContext)),
      // No look at the kind of frame here either: a popup that asks for it changes the address.
      updateRouting: () => this.deeds.updateRouting(this.extension.appId, payload.newRoute),
      popupClose: () => this.kind === "popup" && this.deeds.closePopup(),
      widgetResize: () => this.#resize(payload.height),
      openPopup: () => {
        if (!isWidget(this.kind)) return false;
        return this.deeds.openPopup(this.extension.appId, payload);
      },
      refreshEntity: () => this.deeds.refreshEntity(),
    };
    const act = acts[type];
    return act ? act() !== false : false;
  }

  /** Has no look at the kind of frame, like the Dashboard: a page that asks for it shrinks. */
  #resize(height) {
    if (!(Number.isFinite(height) && height > 0)) return false;
    this.frame.style.height = `${Math.min(height, TALLEST_WIDGET)}px`;
    return true;
  }
}

function frameAddress(session, extension, context, search) {
  const address = new URL(extension.url);
  const parameters = new URLSearchParams(search);
  for (const [name, value] of address.searchParams) parameters.set(name, value);
  const given = {
    domain: new URL(session.apiUrl).host,
    saleorApiUrl: session.apiUrl,
    id: extension.appId,
    theme: session.recall("theme"),
    ...context,
  };
  for (const [name, value] of Object.entries(given)) if (value) parameters.set(name, value);
  address.search = parameters.toString();
  return address;
}
