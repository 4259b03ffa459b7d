/** The Saleor Dashboard as host: the only code that speaks its messages. */
import { AppBridge, actions } from "@saleor/app-sdk/app-bridge";
import { readClaims } from "./token";
import type { BridgeStore, Host } from "./store";

/** So long the Dashboard may take for its handshake before we say that there is no access. */
const HANDSHAKE_MILLISECONDS = 3000;
const REFRESH_MILLISECONDS = 10_000;
/** An older Dashboard leaves what it does not know unanswered; one that knows it answers at once. */
const ANSWER_MILLISECONDS = 1000;

type Action = Parameters<AppBridge["dispatch"]>[0];

export function connectDashboard(store: BridgeStore): Host {
  watchForRefusal(store);
  const bridge = new AppBridge({
    saleorApiUrl: store.get().saleorApiUrl,
    initialTheme: store.get().theme,
    autoNotifyReady: true,
  });
  const copy = () => {
    const { token, user } = bridge.getState();
    if (!token) return;
    const claims = readClaims(token);
    store.set({
      status: "ready",
      token,
      permissions: claims.permissions,
      userEmail: user?.email ?? claims.email,
    });
  };
  bridge.subscribe("handshake", copy);
  bridge.subscribe("tokenRefresh", copy);
  // The browser's language and theme hold until the Dashboard names its own.
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

function isDone(bridge: AppBridge, action: Action): Promise<boolean> {
  return Promise.race([
    bridge.dispatch(action).then(
      () => true,
      () => false,
    ),
    new Promise<boolean>((resolve) => {
      setTimeout(() => {
        resolve(false);
      }, ANSWER_MILLISECONDS);
    }),
  ]);
}

function hostOf(bridge: AppBridge, store: BridgeStore): Host {
  // An older Dashboard does not answer actions it does not know; only a popup has another way.
  const dispatch = (action: Action) => {
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
    openPage: (path) => {
      const app = encodeURIComponent(store.get().appId ?? "");
      dispatch(actions.Redirect({ to: `/extensions/app/${app}${path}` }));
      // The page changes under a popup, which stays where it is.
      dispatch(actions.PopupClose());
    },
    updateRoute: (newRoute) => {
      dispatch(actions.UpdateRouting({ newRoute }));
    },
    openPopup: (extensionIdentifier, params) =>
      isDone(bridge, actions.OpenPopup({ extensionIdentifier, params })),
    reportHeight: (height) => {
      dispatch(actions.WidgetResize({ height }));
    },
    refreshEntity: () => {
      dispatch(actions.RefreshEntity());
    },
    signOut: () => undefined,
  };
}
