/** Puts bridge, client, theme, texts and routes together. */
import { BrowserRouter } from "react-router";
import type { Client } from "urql";
import { ApiProvider } from "../api";
import { BridgeProvider, type Bridge } from "../app-bridge";
import { FollowTheme } from "./follow-theme";
import { AllRoutes } from "./routes";

export function Application({ bridge, client }: { bridge: Bridge; client: Client }) {
  return (
    <BridgeProvider bridge={bridge}>
      <FollowTheme />
      <ApiProvider client={client}>
        <BrowserRouter basename={import.meta.env.BASE_URL.replace(/\/$/, "")}>
          <AllRoutes />
        </BrowserRouter>
      </ApiProvider>
    </BridgeProvider>
  );
}
