/** What jsdom lacks of a browser, and what every test leaves behind. */
import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { styleByKind } from "./computed-style";

/** The page that Vitest made, before anything was put in its place. */
declare const jsdom: { readonly window: Window };

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

/* eslint-disable @typescript-eslint/unbound-method -- methods are put in place here, not taken away */
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};

globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

window.matchMedia ??= (query) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }) as unknown as MediaQueryList;

window.getComputedStyle = styleByKind(jsdom.window.getComputedStyle.bind(jsdom.window));
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView ??= () => undefined;
