/** The only doorway to whatever hosts the pages: the Saleor Dashboard, or a browser tab. */
export { BridgeProvider, useBridge, useHost } from "./bridge-provider";
export { useWidgetHeight } from "./use-widget-height";
export { connectBridge, type Bridge } from "./connect";
export { readClaims } from "./token";
export { BridgeStore } from "./store";
export type { BridgeState, EntityIds, Host, Notice, Theme } from "./store";
export type { SignInApi, SignInRefused, StandaloneHost } from "./standalone-host";
