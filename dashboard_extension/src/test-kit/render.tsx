/** Render a page as staff see it: with a shop that answers, texts, an address and a host. */
import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useEffect, useMemo, type ReactNode } from "react";
import { IntlProvider } from "react-intl";
import { MemoryRouter, Route, Routes, useLocation, type Location } from "react-router";
import { vi } from "vitest";
import { ApiProvider, makeClient } from "../api";
import { BridgeProvider, BridgeStore, type BridgeState, type Host } from "../app-bridge";
import { languageFor } from "../i18n";
import { ToastProvider } from "../ui";
import { shopThatAnswers, type Answers, type Asked } from "./answers";

export interface RenderOptions {
  answers?: Answers;
  /** The route's pattern, such as `/customers/:id`. */
  path?: string;
  /** The address that is opened. */
  address?: string;
  locale?: string;
  bridge?: Partial<BridgeState>;
}

const catalogues = import.meta.glob<Record<string, string>>(
  ["../ui/messages/*.json", "../shell/messages/*.json", "../features/*/messages/*.json"],
  { eager: true, import: "default" },
);

export function messagesOf(locale: string): Record<string, string> {
  const ending = `/${languageFor(locale)}.json`;
  return Object.assign(
    {},
    ...Object.entries(catalogues)
      .filter(([path]) => path.endsWith(ending))
      .map(([, messages]) => messages),
  ) as Record<string, string>;
}

/** `asked` lists every request in order; `router.state.location` is where staff are now; `host` is made of spies; `answers` may be changed while the test runs. */
export function renderPage(page: ReactNode, options: RenderOptions = {}) {
  const { answers = {}, path = "/", address = path, locale = "en" } = options;
  const asked: Asked[] = [];
  const host = silentHost();
  const store = new BridgeStore(staffInDashboard({ locale, ...options.bridge }));
  const tokens = { current: () => store.get().token, fresh: host.freshToken };
  const client = makeClient("https://shop.example/graphql/", tokens, () => languageFor(locale), shopThatAnswers(answers, asked));
  const router: { state: { location: Location | null } } = { state: { location: null } };

  function Watched() {
    const location = useLocation();
    useEffect(() => {
      router.state.location = location;
    }, [location]);
    return null;
  }

  function Everything() {
    const messages = useMemo(() => messagesOf(locale), []);
    return (
      <BridgeProvider bridge={{ store, host }}>
        <IntlProvider locale={locale} messages={messages} timeZone="UTC" onError={failOnMissing}>
          <ApiProvider client={client}>
            <ToastProvider>
              <MemoryRouter initialEntries={[address]}>
                <Watched />
                <Routes>
                  <Route path={path} element={page} />
                  <Route path="*" element={<p>elsewhere</p>} />
                </Routes>
              </MemoryRouter>
            </ToastProvider>
          </ApiProvider>
        </IntlProvider>
      </BridgeProvider>
    );
  }
  return { ...render(<Everything />), user: userEvent.setup(), asked, answers, host, store, router };
}

function failOnMissing(problem: Error): void {
  throw problem;
}

function staffInDashboard(changes: Partial<BridgeState>): BridgeState {
  return {
    status: "ready",
    host: "dashboard",
    token: "token",
    theme: "light",
    locale: "en",
    saleorApiUrl: "https://shop.example/graphql/",
    appId: "QXBwOjE=",
    permissions: ["MANAGE_USERS", "MANAGE_ORDERS", "MANAGE_DISCOUNTS", "MANAGE_PLUGINS"],
    userEmail: "anna@shop.example",
    ids: {},
    params: undefined,
    ...changes,
  };
}

function silentHost(): Host {
  return {
    freshToken: vi.fn(() => Promise.resolve(null)),
    notify: vi.fn(() => true),
    openDashboard: vi.fn(),
    openPage: vi.fn(),
    updateRoute: vi.fn(),
    openPopup: vi.fn(() => Promise.resolve(true)),
    reportHeight: vi.fn(),
    refreshEntity: vi.fn(),
    signOut: vi.fn(),
  };
}
