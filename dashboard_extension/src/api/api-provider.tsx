/** Gives the components the client, the remembered answers, and word of every change made here. */
import { createContext, useContext, useEffect, useMemo, type ReactNode } from "react";
import type { Client } from "urql";
import { useBridge } from "../app-bridge";
import { Remembered } from "./remembered";

const MOST_REMEMBERED = 40;

export class Api {
  readonly remembered = new Remembered(MOST_REMEMBERED);
  readonly client: Client;
  readonly #changes = new EventTarget();

  constructor(client: Client) {
    this.client = client;
  }

  /** After a change every answer may be out of date: forget them, and let the queries on screen ask again. */
  readonly announceChange = (): void => {
    this.remembered.clear();
    this.#changes.dispatchEvent(new Event("change"));
  };

  readonly onChange = (listener: () => void): (() => void) => {
    this.#changes.addEventListener("change", listener);
    return () => {
      this.#changes.removeEventListener("change", listener);
    };
  };
}

const ApiContext = createContext<Api | null>(null);

export function ApiProvider({ client, children }: { client: Client; children: ReactNode }) {
  const api = useMemo(() => new Api(client), [client]);
  const { userEmail } = useBridge();
  // What one member of staff has seen is not for the next on the same tablet.
  useEffect(() => {
    api.remembered.clear();
  }, [api, userEmail]);
  return <ApiContext.Provider value={api}>{children}</ApiContext.Provider>;
}

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === null) throw new Error("ApiProvider is missing");
  return api;
}
