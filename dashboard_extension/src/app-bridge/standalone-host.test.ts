import { describe, expect, it, vi } from "vitest";
import { initialState } from "./address";
import { standaloneHost, type SignInApi } from "./standalone-host";
import { BridgeStore } from "./store";

const ANNA = { token: "one", refreshToken: "again", email: "anna@shop.example", permissions: ["MANAGE_USERS"] };

function open(api: Partial<SignInApi>) {
  const address = new URL("https://shop.example/plugins/saleor.crm/dashboard/");
  const store = new BridgeStore(initialState(address, { languages: ["en"], prefersDark: false, isFramed: false }));
  const signIn = vi.fn(() => Promise.resolve(ANNA));
  const renew = vi.fn(() => Promise.resolve<string | null>("two"));
  return { store, renew, host: standaloneHost(store, { signIn, renew, ...api }) };
}

describe("a sign-in outside the Dashboard", () => {
  it("opens the pages to whoever is staff", async () => {
    const { host, store } = open({});
    expect(await host.signIn("anna@shop.example", "secret")).toBeNull();
    expect(store.get()).toMatchObject({ status: "ready", token: "one", userEmail: "anna@shop.example" });
  });

  it("says why it was refused", async () => {
    const { host, store } = open({ signIn: () => Promise.resolve({ refusal: "notStaff" }) });
    expect(await host.signIn("guest@shop.example", "secret")).toEqual({ refusal: "notStaff" });
    expect(store.get().status).toBe("signedOut");
  });

  it("renews a token once for all requests that need it", async () => {
    const { host, renew, store } = open({});
    await host.signIn("anna@shop.example", "secret");
    expect(await Promise.all([host.freshToken("one"), host.freshToken("one")])).toEqual(["two", "two"]);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(store.get().token).toBe("two");
    expect(await host.freshToken("one")).toBe("two");
  });

  it("ends where the token cannot be renewed, and keeps nothing", async () => {
    const { host, store } = open({ renew: () => Promise.resolve(null) });
    await host.signIn("anna@shop.example", "secret");
    expect(await host.freshToken("one")).toBeNull();
    expect(store.get()).toMatchObject({ status: "signedOut", token: null, permissions: null, userEmail: null });
  });
});
