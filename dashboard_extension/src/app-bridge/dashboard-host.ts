/** The Saleor Dashboard as host: the only code that speaks its messages. */
import { AppBridge, actions } from "@saleor/app-sdk/app-bridge";
import { readClaims } from "./token";
import type { BridgeStore, Host } from "./store";

/** So long the Dashboard may take for its handshake before we say that there is no access. */
const HANDSHAKE_MILLISECONDS = 4000;
const REFRESH_MILLISECONDS = 10_000;
const EVENTS = ["handshake", "tokenRefresh", "theme", "localeChanged", "response"] as const;

export function connectDashboard(store: BridgeStore): Host {
  watchForRefusal(store);
  const bridge = new AppBridge({
    saleorApiUrl: store.get().saleorApiUrl,
    initialTheme: store.get().theme,
    autoNotifyReady: true,
  });
  const copy = () => {
    const { token, theme, locale, appParams, user } = bridge.getState();
    if (!token) return;
    const claims = readClaims(token);
    store.set({
      status: "ready",
      token,
      theme,
      locale,
      permissions: claims.permissions,
      userEmail: user?.email ?? claims.email,
      params: appParams,
    });
  };
  for (const event of EVENTS) bridge.subscribe(event, copy);
  bridge.subscribe("theme", ({ theme }) => {
    store.set({ theme });
  });
  bridge.subscribe("localeChanged", ({ locale }) => {
    store.set({ locale });
  });
  store.set({ params: bridge.getState().appParams });
  return hostOf(bridge, store);
}

/**
 * The Dashboard renders a widget with an empty token for staff who lack its permissions;
 * the SDK throws on it and never becomes ready, so the message is read here first.
 */
function watchForRefusal(store: BridgeStore): void {
  window.addEventListener("message", (message: MessageEvent<unknown>) => {
    if (message.source !== window.parent || store.get().status === "ready") return;
    const event = message.data as { type?: unknown; payload?: { token?: unknown } } | null;
    if (event?.type === "handshake" && !event.payload?.token) store.set({ status: "noAccess" });
  });
  void store.until((state) => state.status !== "connecting", HANDSHAKE_MILLISECONDS).then((state) => {
    if (state === null) store.set({ status: "noAccess" });
  });
}

function hostOf(bridge: AppBridge, store: BridgeStore): Host {
  // An older Dashboard does not answer actions it does not know; nothing of ours depends on the answer.
  const dispatch = (action: Parameters<AppBridge["dispatch"]>[0]) => {
    bridge.dispatch(action).catch(() => undefined);
  };
  return {
    freshToken: async (stale) => {
      const state = await store.until(
        ({ token }) => token !== null && token !== stale,
        REFRESH_MILLISECONDS,
      );
      return state?.token ?? null;
    },
    notify: ({ status, title, text }) => {
      dispatch(actions.Notification({ status, title, ...(text === undefined ? {} : { text }) }));
      return true;
    },
    openDashboard: (to, newTab = false) => {
      dispatch(actions.Redirect({ to, newContext: newTab }));
    },
    updateRoute: (newRoute) => {
      dispatch(actions.UpdateRouting({ newRoute }));
    },
    openPopup: (extensionIdentifier, params) => {
      dispatch(actions.OpenPopup({ extensionIdentifier, params }));
      return true;
    },
    closePopup: () => {
      dispatch(actions.PopupClose());
    },
    reportHeight: (height) => {
      dispatch(actions.WidgetResize({ height }));
    },
    refreshEntity: () => {
      dispatch(actions.RefreshEntity());
    },
    signOut: () => undefined,
  };
}
