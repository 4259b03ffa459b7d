/** The Dashboard's side is played: what it is sent is kept, and what it says is put into the window. */
import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { initialState } from "./address";
import { BridgeProvider, useBridge } from "./bridge-provider";
import { connectDashboard } from "./dashboard-host";
import { BridgeStore } from "./store";

const DASHBOARD = "https://dashboard.example";
const WIDGET = "https://shop.example/plugins/saleor.crm/dashboard/widgets/customer";
const BROWSER = { languages: ["it-IT"], prefersDark: false, isFramed: true };

interface Sent {
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

let sent: Sent[];

function tokenOf(claims: object): string {
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll("=", "");
  return `${part({ alg: "RS256" })}.${part(claims)}.signature`;
}

const CLAIMS = { email: "anna@shop.example", permissions: ["MANAGE_USERS"], user_permissions: [] };
const FIRST = tokenOf(CLAIMS);
const SECOND = tokenOf({ ...CLAIMS, permissions: [] });

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

function answer(type: string, ok: boolean) {
  const action = sent.findLast((one) => one.type === type);
  say("response", { actionId: action?.payload["actionId"], ok });
}

function connect(query = "?id=QXBwOjE%3D&theme=dark") {
  const store = new BridgeStore(initialState(new URL(WIDGET + query), BROWSER));
  return { store, host: connectDashboard(store) };
}

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  vi.spyOn(document, "referrer", "get").mockReturnValue(`${DASHBOARD}/customers/VXNlcjo3`);
  vi.spyOn(window, "postMessage").mockImplementation((message: unknown) => {
    sent.push(message as Sent);
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the handshake", () => {
  it("follows the word that we are ready, which is said before anybody draws", () => {
    const { store } = connect();
    expect(sent.map(({ type }) => type)).toEqual(["notifyReady"]);
    expect(store.get().status).toBe("connecting");

    handshake(FIRST);

    expect(store.get()).toMatchObject({
      status: "ready",
      token: FIRST,
      permissions: ["MANAGE_USERS"],
      userEmail: "anna@shop.example",
    });
  });

  it("is kept where it comes before the first component reads it", () => {
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
  });

  it("with an empty token stands for missing permissions", () => {
    const { store } = connect();
    // The SDK throws on what it cannot decode.
    const quiet = (event: Event) => {
      event.preventDefault();
    };
    window.addEventListener("error", quiet);
    handshake("");
    window.removeEventListener("error", quiet);
    expect(store.get().status).toBe("noAccess");
  });

  it("that does not come for three seconds does so too, and is still heard when it is late", async () => {
    const { store } = connect();
    await vi.advanceTimersByTimeAsync(2999);
    expect(store.get().status).toBe("connecting");
    await vi.advanceTimersByTimeAsync(1);
    expect(store.get().status).toBe("noAccess");

    handshake(FIRST);
    expect(store.get().status).toBe("ready");
  });

  it("is nobody's but the Dashboard's", () => {
    const { store } = connect();
    say("handshake", { token: "" }, { source: null, origin: "https://evil.example" });
    say("tokenRefresh", { token: SECOND }, { origin: "https://evil.example" });
    expect(store.get()).toMatchObject({ status: "connecting", token: null });
  });
});

describe("inside the Dashboard", () => {
  it("keeps the browser's language and the address's theme until the Dashboard names its own", () => {
    const { store } = connect();
    handshake(FIRST);
    expect(store.get()).toMatchObject({ locale: "it-IT", theme: "dark" });

    say("localeChanged", { locale: "zh-Hans" });
    say("theme", { theme: "light" });
    expect(store.get()).toMatchObject({ locale: "zh-Hans", theme: "light" });
  });

  it("goes on with a fresh token, and waits for it where the one at hand has expired", async () => {
    const { store, host } = connect();
    handshake(FIRST);
    const fresh = host.freshToken(FIRST);

    say("tokenRefresh", { token: SECOND });

    expect(await fresh).toBe(SECOND);
    expect(store.get()).toMatchObject({ token: SECOND, permissions: [] });
  });

  it("gives up waiting for a fresh token", async () => {
    const { host } = connect();
    handshake(FIRST);
    const fresh = host.freshToken(FIRST);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await fresh).toBeNull();
  });

  it("asks for pages, popups, heights and notices", () => {
    // Arrange
    const { host } = connect();
    sent = [];

    // Act
    host.openDashboard("/customers/VXNlcjox");
    host.openPage("/follow-ups");
    host.updateRoute("/segments?x=1");
    void host.openPopup("customer-popup", { customerId: "VXNlcjox" });
    host.reportHeight(312);
    host.refreshEntity();
    expect(host.notify({ status: "success", title: "Saved" })).toBe(true);

    // Assert
    expect(sent).toMatchObject([
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

  it.each([
    [true, true],
    [false, false],
  ])("knows whether a popup opened: %s", async (ok, isOpen) => {
    const { host } = connect();
    const opened = host.openPopup("customer-popup", { customerId: "VXNlcjo3" });
    expect(sent.at(-1)?.payload["extensionIdentifier"]).toBe("customer-popup");

    answer("openPopup", ok);

    expect(await opened).toBe(isOpen);
  });

  it("takes silence of an older Dashboard for a no", async () => {
    const { host } = connect();
    const opened = host.openPopup("customer-popup", {});

    await vi.advanceTimersByTimeAsync(1000);

    expect(await opened).toBe(false);
    answer("openPopup", true);
  });

  it("opens a page as one of the app that the Dashboard named last, and leaves the popup", () => {
    const { host } = connect("?id=other&id=QXBwOjE%3D");

    host.openPage("/customers/Q3Jt");

    expect(sent.slice(-2)).toMatchObject([
      { type: "redirect", payload: { to: "/extensions/app/QXBwOjE%3D/customers/Q3Jt" } },
      { type: "popupClose" },
    ]);
  });
});

describe("the address of a frame", () => {
  it.each([
    ["?customerId=own&customerId=VXNlcjo3", { customerId: "VXNlcjo3" }],
    ["?customerIds=a,b", { customerIds: ["a", "b"] }],
    ["?draftOrderId=b", { orderId: "b" }],
    ["", {}],
  ])("means the last that it names: %s", (query, ids) => {
    expect(connect(query).store.get().ids).toEqual(ids);
  });

  it("lets no other site be asked", () => {
    const { store } = connect("?saleorApiUrl=https://evil.example/graphql/");

    expect(store.get().saleorApiUrl).toBe("https://shop.example/graphql/");
  });
});
