/** What the shop calls its attributes, in the reader's language. */
import { useIntl } from "react-intl";
import { useCrmQuery } from "../../api";
import { AttributeNamesDocument } from "../../api/generated/customers";

const PREFIX = "attribute:";
const LAST_RESORT = "en";

export interface Localized {
  readonly language: string;
  readonly name: string;
}

/** The attribute that a field is about which the person could still be asked, if it is about one. */
export function attributeOf(field: string): string | null {
  return field.startsWith(PREFIX) ? field.slice(PREFIX.length) : null;
}

/** The name in a language such as `zh-Hans`, else in `zh`, else in English, else in any. */
export function nameIn(locale: string, names: readonly Localized[]): string | undefined {
  const [base] = locale.toLowerCase().split("-");
  const wanted = [locale.toLowerCase(), base, LAST_RESORT];
  const found = wanted.map((one) => names.find(({ language }) => language.toLowerCase() === one));
  return (found.find((one) => one !== undefined) ?? names[0])?.name;
}

/** Names an attribute by its code; the code stays until the shop has answered, and where it has no name. */
export function useAttributeNames(isNeeded: boolean): (code: string) => string {
  const { locale } = useIntl();
  const { data } = useCrmQuery(AttributeNamesDocument, {}, { pause: !isNeeded });
  return (code) => {
    const definition = data?.crmAttributeDefinitions.find(({ name }) => name === code);
    return nameIn(locale, definition?.names ?? []) ?? code.replaceAll("_", " ");
  };
}
