/** Choose the host once, before React starts: a handshake may come earlier than the first render. */
import { initialState } from "./address";
import { connectDashboard } from "./dashboard-host";
import { standaloneHost, type SignInApi, type StandaloneHost } from "./standalone-host";
import { BridgeStore, type Host } from "./store";

export interface Bridge {
  store: BridgeStore;
  host: Host | StandaloneHost;
}

export function connectBridge(makeSignInApi: (saleorApiUrl: string) => SignInApi): Bridge {
  const state = initialState(new URL(window.location.href), {
    languages: navigator.languages,
    prefersDark: window.matchMedia("(prefers-color-scheme: dark)").matches,
    isFramed: window.parent !== window,
  });
  const store = new BridgeStore(state);
  const host =
    state.host === "dashboard"
      ? connectDashboard(store)
      : standaloneHost(store, makeSignInApi(state.saleorApiUrl));
  return { store, host };
}
