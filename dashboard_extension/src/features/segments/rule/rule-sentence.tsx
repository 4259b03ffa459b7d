/** The rule on screen in one sentence, announced when it has come to rest. */
import { useIntl } from "react-intl";
import { useDebounced } from "../../../ui";
import type { Fields } from "./fields";
import { useNameOf } from "./names";
import type { Group } from "./tree";
import { ruleInWords } from "./words";

const SETTLED_MS = 600;

export function RuleSentence({ root, fields }: { root: Group; fields: Fields }) {
  const intl = useIntl();
  const nameOf = useNameOf();
  const sentence = ruleInWords(root, { intl, fields, nameOf });
  const settled = useDebounced(sentence, SETTLED_MS);
  return (
    <>
      <p className="crm-rule__sentence" aria-hidden="true">
        {sentence}
      </p>
      <p className="crm-hidden" aria-live="polite">
        {settled}
      </p>
    </>
  );
}
