/** The Dashboard's side is played: what it is sent is kept, and what it says is put into the window. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { initialState } from "./address";
import { connectDashboard } from "./dashboard-host";
import { BridgeStore } from "./store";

const DASHBOARD = "https://dashboard.example";
const SHOP = "https://shop.example/plugins/saleor.crm/dashboard/widgets/customer";

interface Sent {
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

let sent: Sent[];

function say(type: string, payload: Record<string, unknown>) {
  window.dispatchEvent(
    new MessageEvent("message", { origin: DASHBOARD, source: window, data: { type, payload } }),
  );
}

function answer(type: string, ok: boolean) {
  const action = sent.findLast((one) => one.type === type);
  say("response", { actionId: action?.payload["actionId"], ok });
}

function token(claims: Record<string, unknown> = {}) {
  const all = { email: "anna@shop.example", permissions: ["MANAGE_USERS"], user_permissions: [], ...claims };
  return `head.${btoa(JSON.stringify(all))}.signature`;
}

function connect(query = "?id=QXBwOjE%3D&theme=dark") {
  const browser = { languages: ["it-IT"], prefersDark: false, isFramed: true };
  const store = new BridgeStore(initialState(new URL(SHOP + query), browser));
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

describe("inside the Dashboard", () => {
  it("is ready with the handshake, and says so first", () => {
    const { store } = connect();
    expect(sent.map(({ type }) => type)).toEqual(["notifyReady"]);
    expect(store.get().status).toBe("connecting");

    say("handshake", { token: token(), version: 1 });

    expect(store.get()).toMatchObject({
      status: "ready",
      token: token(),
      permissions: ["MANAGE_USERS"],
      userEmail: "anna@shop.example",
    });
  });

  it("keeps the browser's language until the Dashboard names its own", () => {
    const { store } = connect();

    say("handshake", { token: token(), version: 1 });
    expect(store.get()).toMatchObject({ locale: "it-IT", theme: "dark" });

    say("localeChanged", { locale: "zh-Hans" });
    say("theme", { theme: "light" });
    expect(store.get()).toMatchObject({ locale: "zh-Hans", theme: "light" });
  });

  it("goes on with a fresh token", async () => {
    const { store, host } = connect();
    say("handshake", { token: token(), version: 1 });
    const fresh = host.freshToken(token());

    say("tokenRefresh", { token: token({ permissions: [] }) });

    expect(await fresh).toBe(token({ permissions: [] }));
    expect(store.get().permissions).toEqual([]);
  });

  it("has no access where no handshake comes", async () => {
    const { store } = connect();

    await vi.advanceTimersByTimeAsync(4000);

    expect(store.get().status).toBe("noAccess");
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

  it("opens a page of ours as a page of the app, and leaves the popup", () => {
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
