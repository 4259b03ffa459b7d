/** Loads the messages of the folders on screen, and says in which language the page is. */
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { IntlProvider } from "react-intl";
import { useBridge } from "../app-bridge";
import { loadMessages, type Messages } from "./catalogues";
import { formattingLocale, languageFor } from "./locales";

export interface TranslationsProps {
  /** Whose messages are needed, beside those of the ui kit: a feature's id, or `shell`. */
  folders: readonly string[];
  children: ReactNode;
}

/** Draws nothing until the first messages are there; a change of language keeps the old text meanwhile. */
export function Translations({ folders, children }: TranslationsProps) {
  const { locale } = useBridge();
  const [loaded, setLoaded] = useState<{ locale: string; messages: Messages } | null>(null);
  const wanted = useMemo(() => [...new Set(["ui", ...folders])].sort().join(","), [folders]);

  useEffect(() => {
    let isCurrent = true;
    void Promise.all(wanted.split(",").map((folder) => loadMessages(folder, locale))).then((parts) => {
      if (isCurrent) setLoaded({ locale, messages: Object.assign({}, ...parts) as Messages });
    });
    return () => {
      isCurrent = false;
    };
  }, [locale, wanted]);

  useEffect(() => {
    document.documentElement.lang = languageFor(locale);
  }, [locale]);

  if (loaded === null) return null;
  return (
    <IntlProvider
      locale={formattingLocale(loaded.locale)}
      defaultLocale="en"
      messages={loaded.messages}
      onError={reportMissing}
    >
      {children}
    </IntlProvider>
  );
}

/** A missing text is a fault of ours, found by tests; staff see its key rather than a broken page. */
function reportMissing(problem: { code: string; message: string }): void {
  if (import.meta.env.DEV) console.warn(problem.message);
}
