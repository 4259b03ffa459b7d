/** Who did something, in words: by name as far as the shop still knows one. */
import { useCallback } from "react";
import { useIntl } from "react-intl";

/**
 * `author` is the API's `user:5` or `app:2`, empty where nobody did it. `name` is what it calls them: empty
 * for an account without a name, null for one that is gone.
 */
export type AuthorWords = (author: string | null | undefined, name: string | null | undefined) => string;

const KINDS = { user: true, app: true };

export function useAuthorWords(): AuthorWords {
  const intl = useIntl();
  return useCallback(
    (author, name) => {
      if (name) return name;
      if (!author) return intl.formatMessage({ id: "ui.author.itself" });
      const [kind = "", number = ""] = author.split(":");
      if (!(kind in KINDS)) return author;
      if (name === "") return intl.formatMessage({ id: `ui.author.${kind}` }, { number });
      return intl.formatMessage({ id: `ui.author.${kind}Gone` });
    },
    [intl],
  );
}
