/** Outside the Dashboard: staff sign in themselves, and the tokens stay in memory. */
import type { BridgeStore, Host } from "./store";

/** Asks Saleor; given from outside, so that this folder needs no GraphQL client. */
export interface SignInApi {
  signIn: (email: string, password: string) => Promise<SignedIn | SignInRefused>;
  renew: (refreshToken: string) => Promise<string | null>;
}

export interface SignedIn {
  token: string;
  refreshToken: string;
  email: string;
  permissions: string[];
}

export interface SignInRefused {
  refusal: "credentials" | "notStaff" | "unreachable";
}

export interface StandaloneHost extends Host {
  signIn: (email: string, password: string) => Promise<SignInRefused | null>;
}

const SIGNED_OUT = { status: "signedOut", token: null, permissions: null, userEmail: null } as const;

export function standaloneHost(store: BridgeStore, api: SignInApi): StandaloneHost {
  let refreshToken: string | null = null;
  let renewal: Promise<string | null> | null = null;

  const signOut = () => {
    refreshToken = null;
    store.set(SIGNED_OUT);
  };
  const renew = async (): Promise<string | null> => {
    const token = refreshToken === null ? null : await api.renew(refreshToken);
    if (token === null) signOut();
    else store.set({ token });
    return token;
  };

  return {
    signIn: async (email, password) => {
      const answer = await api.signIn(email, password);
      if ("refusal" in answer) return answer;
      refreshToken = answer.refreshToken;
      store.set({
        status: "ready",
        token: answer.token,
        permissions: answer.permissions,
        userEmail: answer.email,
      });
      return null;
    },
    freshToken: (stale) => {
      const { token } = store.get();
      if (token !== null && token !== stale) return Promise.resolve(token);
      // Requests that fail together share one renewal.
      renewal ??= renew().finally(() => {
        renewal = null;
      });
      return renewal;
    },
    notify: () => false,
    openDashboard: (path) => {
      window.open(new URL(`/dashboard${path}`, store.get().saleorApiUrl), "_blank", "noopener");
    },
    openPage: (path) => {
      window.location.assign(`${import.meta.env.BASE_URL.replace(/\/$/, "")}${path}`);
    },
    updateRoute: () => undefined,
    openPopup: () => Promise.resolve(false),
    reportHeight: () => undefined,
    refreshEntity: () => undefined,
    signOut,
  };
}

