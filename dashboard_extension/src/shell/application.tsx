/** Puts bridge, client, theme, texts and routes together. */
import { DefaultTheme } from "./theme";
import type { Client } from "urql";
import { useMemo } from "react";
import { RouterProvider } from "react-router";
import { ApiProvider } from "../api";
import { BridgeProvider, type Bridge } from "../app-bridge";
import { makeRouter } from "./routes";

export function Application({ bridge, client }: { bridge: Bridge; client: Client }) {
  const router = useMemo(() => makeRouter(import.meta.env.BASE_URL), []);
  return (
    <BridgeProvider bridge={bridge}>
      <DefaultTheme>
        <ApiProvider client={client}>
          <RouterProvider router={router} />
        </ApiProvider>
      </DefaultTheme>
    </BridgeProvider>
  );
}
