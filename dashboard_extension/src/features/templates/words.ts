/** Words of the API's codes and languages, in the reader's language; an unknown code stays as it is. */
import { useMemo } from "react";
import { useIntl, type IntlShape } from "react-intl";
import { STANDARD } from "./editor/draft";

type Blanks = Record<string, string | number>;

export interface Words {
  /** The text `templates.<key>`. */
  readonly t: (key: string, blanks?: Blanks) => string;
  /** The word for a code of a family, such as `kind` or `state`; the code where there is none. */
  readonly word: (family: string, code: string) => string;
  readonly language: (tag: string) => string;
  readonly variant: (code: string) => string;
}

export function useWords(): Words {
  const intl = useIntl();
  return useMemo(() => wordsOf(intl), [intl]);
}

function wordsOf(intl: IntlShape): Words {
  const t: Words["t"] = (key, blanks) => intl.formatMessage({ id: `templates.${key}` }, blanks);
  return {
    t,
    word: (family, code) => {
      const key = `${family}.${code.toLowerCase()}`;
      return `templates.${key}` in intl.messages ? t(key) : code;
    },
    language: (tag) => languageName(intl, tag),
    variant: (code) => (code === STANDARD ? t("standard") : code),
  };
}

/** What staff type as a language may be no tag at all. */
function languageName(intl: IntlShape, tag: string): string {
  try {
    return intl.formatDisplayName(tag, { type: "language", fallback: "code" }) ?? tag;
  } catch {
    return tag;
  }
}
