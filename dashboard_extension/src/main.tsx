/** Starts the application: the bridge first, because the Dashboard's handshake does not wait for React. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { connectBridge } from "./app-bridge";
import { makeClient, makeSignInApi } from "./api";
import { languageFor } from "./i18n/locales";
import { Application } from "./shell/application";
import "./ui/tokens.css";
import "./ui/styles.css";

const bridge = connectBridge(makeSignInApi);
const client = makeClient(
  bridge.store.get().saleorApiUrl,
  { current: () => bridge.store.get().token, fresh: bridge.host.freshToken },
  () => languageFor(bridge.store.get().locale),
  window.fetch.bind(window),
);

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root");
createRoot(root).render(
  <StrictMode>
    <Application bridge={bridge} client={client} />
  </StrictMode>,
);
