/** Hands the bridge to the components. */
import { createContext, useContext, type ReactNode } from "react";
import type { Bridge } from "./connect";
import { useStore, type BridgeState } from "./store";

const BridgeContext = createContext<Bridge | null>(null);

export function BridgeProvider({ bridge, children }: { bridge: Bridge; children: ReactNode }) {
  return <BridgeContext.Provider value={bridge}>{children}</BridgeContext.Provider>;
}

function useBridgeItself(): Bridge {
  const bridge = useContext(BridgeContext);
  if (bridge === null) throw new Error("BridgeProvider is missing");
  return bridge;
}

/** The present state; the component renders again whenever it changes. */
export function useBridge(): BridgeState {
  return useStore(useBridgeItself().store);
}

export function useHost(): Bridge["host"] {
  return useBridgeItself().host;
}
