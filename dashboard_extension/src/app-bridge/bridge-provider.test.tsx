import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { initialState } from "./address";
import { BridgeProvider, useBridge } from "./bridge-provider";
import { connectDashboard } from "./dashboard-host";
import { BridgeStore } from "./store";

const DASHBOARD = "https://shop.example";
const ADDRESS = new URL(`${DASHBOARD}/plugins/saleor.crm/dashboard/segments?id=QXBwOjE%3D&theme=light`);
const BROWSER = { languages: ["it-IT"], prefersDark: false, isFramed: true };

function tokenOf(claims: object): string {
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll("=", "");
  return `${part({ alg: "RS256" })}.${part(claims)}.signature`;
}

const FIRST = tokenOf({ email: "anna@shop.example", permissions: ["MANAGE_USERS"], user_permissions: [] });
const SECOND = tokenOf({ email: "anna@shop.example", permissions: ["MANAGE_USERS"], user_permissions: [], n: 2 });

function say(type: string, payload: object, changes: MessageEventInit = {}) {
  act(() => {
    window.dispatchEvent(
      new MessageEvent("message", { data: { type, payload }, origin: DASHBOARD, source: window.parent, ...changes }),
    );
  });
}

function handshake(token: string) {
  say("handshake", { token, version: 1, saleorVersion: "3.23", dashboardVersion: "3.23.27" });
}

function connect() {
  const store = new BridgeStore(initialState(ADDRESS, BROWSER));
  return { store, host: connectDashboard(store) };
}

describe("the bridge to the Dashboard", () => {
  const posted = vi.spyOn(window, "postMessage");

  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(document, "referrer", "get").mockReturnValue(`${DASHBOARD}/dashboard/`);
    posted.mockReset().mockImplementation(() => undefined);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  const actions = () => posted.mock.calls.map(([message]) => message as { type: string; payload: object });

  it("says that it is ready before anybody draws", () => {
    connect();
    expect(actions().map(({ type }) => type)).toEqual(["notifyReady"]);
  });

  it("keeps a handshake that comes before the first component reads it", () => {
    // Arrange
    const { store, host } = connect();
    const Reader = () => <p>{useBridge().token}</p>;

    // Act
    handshake(FIRST);
    render(
      <BridgeProvider bridge={{ store, host }}>
        <Reader />
      </BridgeProvider>,
    );

    // Assert
    expect(screen.getByText(FIRST)).toBeVisible();
    expect(store.get()).toMatchObject({
      status: "ready",
      permissions: ["MANAGE_USERS"],
      userEmail: "anna@shop.example",
    });
  });

  it("goes on with a fresh token", () => {
    const { store } = connect();
    handshake(FIRST);
    say("tokenRefresh", { token: SECOND });
    expect(store.get().token).toBe(SECOND);
  });

  it("waits for a fresh token where the one at hand has expired", async () => {
    const { host } = connect();
    handshake(FIRST);
    const fresh = host.freshToken(FIRST);
    say("tokenRefresh", { token: SECOND });
    expect(await fresh).toBe(SECOND);
  });

  it("gives up waiting for a fresh token", async () => {
    const { host } = connect();
    handshake(FIRST);
    const fresh = host.freshToken(FIRST);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await fresh).toBeNull();
  });

  it("takes an empty token for missing permissions", () => {
    const { store } = connect();
    // The SDK throws on what it cannot decode.
    const quiet = (event: Event) => { event.preventDefault(); };
    window.addEventListener("error", quiet);
    handshake("");
    window.removeEventListener("error", quiet);
    expect(store.get().status).toBe("noAccess");
  });

  it("takes three seconds of silence for missing permissions, and still hears a late handshake", async () => {
    const { store } = connect();
    await vi.advanceTimersByTimeAsync(2999);
    expect(store.get().status).toBe("connecting");
    await vi.advanceTimersByTimeAsync(1);
    expect(store.get().status).toBe("noAccess");

    handshake(FIRST);
    expect(store.get().status).toBe("ready");
  });

  it("follows theme and language", () => {
    const { store } = connect();
    handshake(FIRST);
    say("theme", { theme: "dark" });
    say("localeChanged", { locale: "zh-Hans" });
    expect(store.get()).toMatchObject({ theme: "dark", locale: "zh-Hans" });
  });

  it("hears nobody but the Dashboard", () => {
    const { store } = connect();
    say("handshake", { token: "" }, { source: null, origin: "https://evil.example" });
    say("tokenRefresh", { token: SECOND }, { origin: "https://evil.example" });
    expect(store.get()).toMatchObject({ status: "connecting", token: null });
  });

  it("asks the Dashboard for pages, popups, heights and notices", () => {
    // Arrange
    const { host } = connect();
    posted.mockClear();

    // Act
    host.openDashboard("/customers/VXNlcjox");
    host.openPage("/follow-ups");
    host.updateRoute("/segments?x=1");
    void host.openPopup("customer-popup", { customerId: "VXNlcjox" });
    host.reportHeight(312);
    host.refreshEntity();
    expect(host.notify({ status: "success", title: "Saved" })).toBe(true);

    // Assert
    expect(actions()).toMatchObject([
      { type: "redirect", payload: { to: "/customers/VXNlcjox", newContext: false } },
      { type: "redirect", payload: { to: "/extensions/app/QXBwOjE%3D/follow-ups" } },
      { type: "popupClose" },
      { type: "updateRouting", payload: { newRoute: "/segments?x=1" } },
      { type: "openPopup", payload: { extensionIdentifier: "customer-popup" } },
      { type: "widgetResize", payload: { height: 312 } },
      { type: "refreshEntity" },
      { type: "notification", payload: { status: "success", title: "Saved" } },
    ]);
  });
});
