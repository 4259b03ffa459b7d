/** A message that may not be there: codes that the shop has and the pages do not know. */
import type { IntlShape } from "react-intl";

export function told(intl: IntlShape, id: string, fallback: string): string {
  return id in intl.messages ? intl.formatMessage({ id }) : fallback;
}
