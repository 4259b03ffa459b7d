/** The feature's words: sentences by name, and codes of the API in the reader's language. */
import type { PrimitiveType } from "react-intl";
import { useIntl } from "react-intl";

export type Translate = (name: string, values?: Record<string, PrimitiveType>) => string;

/** Translate by a name without the feature's prefix. */
export function useT(): Translate {
  const intl = useIntl();
  return (name, values) => intl.formatMessage({ id: `customers.${name}` }, values);
}

/**
 * Translate a code such as `AT_RISK` or `hard_bounce`, as a word of a group of its own if it has one.
 *
 * Codes that staff or another version of the plugin have made are shown as they are.
 */
export function useWord(): (code: string, group?: string) => string {
  const intl = useIntl();
  return (code, group = "word") => {
    const id = `customers.${group}_${code.toLowerCase()}`;
    return id in intl.messages ? intl.formatMessage({ id }) : code.replaceAll("_", " ");
  };
}

/** What kind of entry it is; the API's own sentence for kinds that we have no words for. */
export function useEntryTitle(): (entry: { type: string; summary: string }) => string {
  const intl = useIntl();
  return ({ type, summary }) => {
    const id = `customers.entry_${type.replaceAll(".", "_")}`;
    return id in intl.messages ? intl.formatMessage({ id }) : summary;
  };
}
