// The shell: signs staff in, draws the sidebar, and puts our pages, widgets and popups into frames.

import { element, toast } from "./dom.js";
import { ExtensionFrame } from "./extension_frame.js";
import { Extensions, pageAddress } from "./extensions.js";
import { contextsOf, drawList, HOST_PAGES } from "./host_pages.js";
import { Session } from "./session.js";

const LOCALES = { en: "English", it: "Italiano", "zh-Hans": "简体中文" };
const THEMES = { light: "Light", dark: "Dark" };
const APP_PAGE = /^\/extensions\/app\/([^/]+)(\/.*)?$/;
const ENTITY = /^\/(customers|orders)\/([^/]+)$/;

class Shell {
  #frames = [];
  #popup = undefined;

  constructor(session) {
    this.session = session;
    this.navigate = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.go(event.currentTarget.getAttribute("href"));
    };
    window.addEventListener("popstate", () => void this.draw());
  }

  async start() {
    document.documentElement.dataset.theme = this.session.recall("theme");
    if (!this.session.isSignedIn) return this.#drawSignIn();
    try {
      this.extensions = await Extensions.load(this.session);
    } catch (problem) {
      return this.#drawSignIn(problem.message);
    }
    return this.draw();
  }

  go(address) {
    history.pushState(null, "", address);
    return this.draw();
  }

  async draw() {
    this.#closeAll();
    this.stage = element("main", { class: "stage" });
    document.body.replaceChildren(element("div", { class: "frame" }, this.#side(), this.stage));
    const { pathname, search } = window.location;
    const [, appId, path = "/"] = APP_PAGE.exec(pathname) ?? [];
    const [, kind, id] = ENTITY.exec(pathname) ?? [];
    if (appId) return this.#drawAppPage(decodeURIComponent(appId), path, search);
    const list = pathname.slice(1);
    if (list in HOST_PAGES) return this.#drawHostList(list);
    if (kind) return this.#drawEntity(kind, decodeURIComponent(id));
    return this.#drawHome();
  }

  // Frames

  #frame(extension, kind, options = {}) {
    const made = new ExtensionFrame(this.session, extension, kind, { ...options, deeds: this.#deeds() });
    this.#frames.push(made);
    this.#tellBridge("waiting");
    return made;
  }

  #deeds() {
    return {
      ready: () => this.#tellBridge("ready"),
      redirect: (to, inNewContext) => this.#redirect(to, inNewContext),
      updateRouting: (appId, route) => {
        const address = `/extensions/app/${encodeURIComponent(appId)}${route}`;
        if (window.location.pathname !== address) history.pushState(null, "", address);
      },
      closePopup: () => this.#closePopup(),
      openPopup: (appId, asked) => this.#openPopupOf(appId, asked),
      refreshEntity: () => toast({ text: "The page's own data was fetched again." }),
    };
  }

  #redirect(to, inNewContext) {
    if (inNewContext) window.open(to);
    else if (to.startsWith("/")) void this.go(to);
    else window.location.assign(to);
  }

  #closeAll() {
    this.#popup?.dialog.remove();
    this.#popup = undefined;
    for (const frame of this.#frames) frame.close();
    this.#frames = [];
  }

  #openPopupOf(appId, { extensionIdentifier, appParams }) {
    const found = this.extensions.popup(appId, extensionIdentifier);
    if (!found) return false;
    this.#openPopup(found, appParams ? { appParams } : {});
    return true;
  }

  #openPopup(extension, context) {
    this.#closePopup();
    const frame = this.#frame(this.extensions.framed(extension), "popup", {
      context,
      search: window.location.search,
    });
    const close = element("button", { type: "button", onclick: () => this.#closePopup() }, "Close");
    const dialog = element(
      "dialog",
      { "aria-label": extension.label },
      element("header", {}, element("h2", {}, extension.label), close),
      frame.frame,
    );
    dialog.addEventListener("close", () => this.#closePopup());
    this.#popup = { dialog, frame };
    this.stage.append(dialog);
    dialog.showModal();
  }

  #closePopup() {
    if (!this.#popup) return;
    const { dialog, frame } = this.#popup;
    this.#popup = undefined;
    frame.close();
    this.#frames = this.#frames.filter((one) => one !== frame);
    dialog.remove();
  }

  // Pages

  async #drawAppPage(appId, path, search) {
    const page = await this.extensions.framedPage(appId, path);
    if (!page) return this.#drawText("App", "This app has no page for you.");
    const frame = this.#frame(page, "page", { search });
    this.stage.append(header(page.label), element("div", { class: "page" }, frame.frame));
  }

  async #drawEntity(kind, id) {
    const { mounts: mountsOf, facts, find } = HOST_PAGES[kind];
    const found = await find(this.session, id);
    if (!found) return this.#drawText("Not found", "There is nothing at this address.");
    const mounts = mountsOf(found);
    const contexts = contextsOf(mounts, id);
    const [title, ...others] = facts(found);
    const actions = this.extensions.at(`${mounts}_DETAILS_MORE_ACTIONS`);
    const widgets = this.extensions.at(`${mounts}_DETAILS_WIDGETS`);
    const cards = widgets.map((widget) =>
      widget.targetName === "WIDGET"
        ? element(
            "section",
            { class: "card widget" },
            element("h2", {}, widget.app.name),
            this.#frame(this.extensions.framed(widget), "widget", { context: contexts.widget }).frame,
          )
        : element("p", {}, this.#opener(widget, contexts.widget)),
    );
    this.stage.append(
      header(title, this.#menu(actions, contexts.menu)),
      element(
        "div",
        { class: "host" },
        element("section", { class: "card" }, ...others.map((text) => element("p", {}, text ?? ""))),
        element("div", {}, ...cards),
      ),
    );
  }

  async #drawHostList(name) {
    const { title, mounts } = HOST_PAGES[name];
    const actions = this.extensions.at(`${mounts()}_OVERVIEW_MORE_ACTIONS`);
    this.stage.append(
      header(title, this.#menu(actions, {})),
      await drawList(this.session, name, this.navigate),
    );
  }

  #drawHome() {
    const widgets = this.extensions.at("HOMEPAGE_WIDGETS").map((widget) =>
      element(
        "section",
        { class: "card" },
        element("h2", {}, widget.label),
        this.#frame(this.extensions.framed(widget), "home").frame,
      ),
    );
    const words = this.extensions.all.length
      ? "Choose a page of the CRM on the left, or a customer."
      : "No app is installed in this shop yet.";
    this.stage.append(header("Home"), element("div", { class: "grid" }, element("p", {}, words), ...widgets));
  }

  #drawText(title, text) {
    this.stage.append(header(title), element("p", { class: "card" }, text));
  }

  // The surroundings

  #side() {
    const apps = this.extensions.navigation();
    const link = (address, label) =>
      element(
        "a",
        {
          href: address,
          onclick: this.navigate,
          "aria-current": window.location.pathname === address ? "page" : undefined,
        },
        label,
      );
    return element(
      "div",
      { class: "side" },
      element(
        "nav",
        { "aria-label": "Dashboard" },
        link("/", "Home"),
        ...Object.entries(HOST_PAGES).map(([name, { title }]) => link(`/${name}`, title)),
        apps.length ? element("h2", {}, "Apps") : undefined,
        ...apps.map((one) => link(pageAddress(one), one.label)),
      ),
      this.#choices(),
    );
  }

  #choices() {
    return element(
      "div",
      { class: "choices" },
      this.#choice("Language", "locale", LOCALES, (frame, value) => frame.tellLocale(value)),
      this.#choice("Theme", "theme", THEMES, (frame, value) => frame.tellTheme(value)),
      element("span", {}, "Bridge: ", element("span", { "data-testid": "bridge" }, "none")),
      element("span", {}, this.extensions.me.email),
      element("button", { type: "button", onclick: () => this.#signOut() }, "Sign out"),
    );
  }

  #choice(label, name, values, tell) {
    const select = element(
      "select",
      {
        onchange: (event) => {
          this.session.remember(name, event.target.value);
          document.documentElement.dataset.theme = this.session.recall("theme");
          for (const frame of this.#frames) tell(frame, event.target.value);
        },
      },
      ...Object.entries(values).map(([value, text]) => element("option", { value }, text)),
    );
    select.value = this.session.recall(name);
    return element("label", {}, label, select);
  }

  #menu(extensions, context) {
    if (!extensions.length) return undefined;
    const list = element(
      "ul",
      { hidden: true },
      ...extensions.map((one) => element("li", {}, this.#opener(one, context))),
    );
    const button = element("button", { type: "button", "aria-expanded": "false" }, "More actions");
    button.addEventListener("click", () => {
      list.hidden = !list.hidden;
      button.setAttribute("aria-expanded", String(!list.hidden));
    });
    return element("div", { class: "menu" }, button, list);
  }

  #opener(extension, context) {
    const open = () => {
      if (extension.targetName === "POPUP") return this.#openPopup(extension, context);
      const query = new URLSearchParams(context);
      if (extension.targetName === "NEW_TAB") return window.open(`${extension.url}?${query}`);
      return this.go(`${pageAddress(extension)}?${query}`);
    };
    return element("button", { type: "button", onclick: open }, extension.label);
  }

  #tellBridge(state) {
    const shown = document.querySelector("[data-testid=bridge]");
    if (shown) shown.textContent = state;
  }

  #signOut() {
    this.#closeAll();
    this.session.signOut();
    this.#drawSignIn();
  }

  #drawSignIn(problem = "") {
    const alert = element("p", { role: "alert" }, problem);
    const form = element(
      "form",
      { class: "sign-in" },
      element("h1", {}, "Dashboard of the demo"),
      element("label", {}, "E-mail", element("input", { name: "email", type: "email", required: true, autocomplete: "username" })),
      element("label", {}, "Password", element("input", { name: "password", type: "password", required: true, autocomplete: "current-password" })),
      alert,
      element("button", {}, "Sign in"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#signIn(new FormData(form), alert);
    });
    document.body.replaceChildren(element("main", {}, form));
  }

  async #signIn(given, alert) {
    try {
      alert.textContent = await this.session.signIn(given.get("email"), given.get("password"));
      if (!alert.textContent) await this.start();
    } catch (problem) {
      alert.textContent = problem.message;
    }
  }
}

function header(title, actions) {
  return element("header", {}, element("h1", {}, title), actions);
}

const { apiUrl } = await (await fetch("/shell.json")).json();
await new Shell(new Session(apiUrl)).start();
