/** Where the page runs and as whom: one store that the whole application reads. */
import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

/** Ids that the Dashboard puts into the address of an extension. */
export interface EntityIds {
  customerId?: string;
  customerIds?: string[];
  orderId?: string;
}

export interface BridgeState {
  /**
   * - `connecting`: inside the Dashboard, its handshake has not come yet.
   * - `ready`: a token is there.
   * - `noAccess`: the Dashboard gave no token, because this member of staff lacks a permission.
   * - `signedOut`: outside the Dashboard, nobody has signed in.
   */
  status: "connecting" | "ready" | "noAccess" | "signedOut";
  host: "dashboard" | "standalone";
  token: string | null;
  theme: Theme;
  locale: string;
  saleorApiUrl: string;
  /** Our app in the shop, under which the Dashboard shows our pages; null outside of it. */
  appId: string | null;
  /** The permissions of the member of staff, such as `MANAGE_USERS`; null while unknown. */
  permissions: string[] | null;
  /** Who works here, for drafts and for "changed by you". */
  userEmail: string | null;
  ids: EntityIds;
  /** What a widget passed to the popup that it opened. */
  params: unknown;
}

export type Notice = {
  status: "info" | "success" | "warning" | "error";
  title: string;
  text?: string;
};

/** What a host (the Dashboard, or no host at all) can do for the pages. */
export interface Host {
  /** Resolves when a token newer than `stale` is there, or to null after a short wait. */
  freshToken: (stale: string | null) => Promise<string | null>;
  /** Returns false when the host shows no notices, so that the page must. */
  notify: (notice: Notice) => boolean;
  /** Opens a page of the Dashboard itself, such as `/customers/VXNlcjox`. */
  openDashboard: (path: string, newTab?: boolean) => void;
  /** Opens a page of ours in whole, such as `/segments`, in place of whatever the host shows now. */
  openPage: (path: string) => void;
  updateRoute: (path: string) => void;
  /** Resolves to whether the host opens it: Dashboards before 3.23 do not know how. */
  openPopup: (identifier: string, params: unknown) => Promise<boolean>;
  reportHeight: (height: number) => void;
  refreshEntity: () => void;
  signOut: () => void;
}

export class BridgeStore {
  readonly #listeners = new Set<() => void>();
  #state: BridgeState;

  constructor(initial: BridgeState) {
    this.#state = initial;
  }

  readonly get = (): BridgeState => this.#state;

  readonly set = (changes: Partial<BridgeState>): void => {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Resolves with the first state that fits, or with null when `milliseconds` are over. */
  readonly until = (
    fits: (state: BridgeState) => boolean,
    milliseconds: number,
  ): Promise<BridgeState | null> =>
    new Promise((resolve) => {
      if (fits(this.#state)) {
        resolve(this.#state);
        return;
      }
      const finish = (state: BridgeState | null) => {
        clearTimeout(timer);
        leave();
        resolve(state);
      };
      const leave = this.subscribe(() => {
        if (fits(this.#state)) finish(this.#state);
      });
      const timer = setTimeout(() => {
        finish(null);
      }, milliseconds);
    });
}

export function useStore(store: BridgeStore): BridgeState {
  return useSyncExternalStore(store.subscribe, store.get);
}
