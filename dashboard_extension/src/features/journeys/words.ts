import { useMemo } from "react";
import { useIntl } from "react-intl";

type Values = Record<string, string | number>;

interface Words {
  /** The words of our own catalog. */
  say: (id: string, values?: Values) => string;
  /** Our words for something that is registered in the API, or else what the API calls it. */
  known: (id: string, otherwise: string) => string;
}

export function useWords(): Words {
  const intl = useIntl();
  return useMemo(
    () => ({
      say: (id: string, values?: Values) => intl.formatMessage({ id }, values),
      known: (id: string, otherwise: string) =>
        id in intl.messages ? intl.formatMessage({ id }) : otherwise,
    }),
    [intl],
  );
}

/** A code as words, where nobody has better ones: `order_placed` becomes "order placed". */
export function plainWords(code: string): string {
  return code.replace(/[_.:]+/g, " ").trim();
}
