/** Puts bridge, client, theme, texts and routes together. */
import { ThemeProvider } from "@saleor/macaw-ui";
import type { Client } from "urql";
import { useMemo } from "react";
import { RouterProvider } from "react-router";
import { ApiProvider } from "../api";
import { BridgeProvider, type Bridge } from "../app-bridge";
import { FollowTheme, themeName } from "./follow-theme";
import { makeRouter } from "./routes";

export function Application({ bridge, client }: { bridge: Bridge; client: Client }) {
  const router = useMemo(() => makeRouter(import.meta.env.BASE_URL), []);
  return (
    <BridgeProvider bridge={bridge}>
      <ThemeProvider defaultTheme={themeName(bridge.store.get().theme)}>
        <FollowTheme />
        <ApiProvider client={client}>
          <RouterProvider router={router} />
        </ApiProvider>
      </ThemeProvider>
    </BridgeProvider>
  );
}
