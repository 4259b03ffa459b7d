/** What the draft says, in a few lines. */
import { useIntl, type IntlShape } from "react-intl";

import { Section } from "../../../ui";
import { timePartsOf, type WinnerDraft } from "../definition";
import { wordOf } from "../words";
import type { StepProps } from "./stepProps";

const WHOLE = 10_000;

export function Summary({ wizard, templates, segments, choices }: StepProps) {
  const intl = useIntl();
  const { draft } = wizard;
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  const named = (numbers: readonly number[]) =>
    intl.formatList(numbers.map((number) => segments.find((one) => one.number === number)?.name ?? String(number)));
  const parts = timePartsOf(draft.kind, draft.mode);
  const lines: [string, string][] = [
    ["kind", wordOf(intl, "kind", draft.kind)],
    ["purpose", wordOf(intl, "purpose", draft.purpose)],
    ["step.audience", named([...draft.segments, ...draft.lists])],
    ["left_out", named([...draft.excludeSegments, ...draft.excludeLists])],
    [
      "step.content",
      intl.formatList(
        draft.variants.map((one) => templates.find(({ code }) => code === one.template)?.name ?? one.template),
      ),
    ],
    ["winner", winnerOf(intl, draft.winner)],
    ["voucher", voucherOf(choices.vouchers, draft.voucher)],
    ["mode", wordOf(intl, "mode", draft.mode)],
    ["at", parts.has("at") && draft.at ? intl.formatDate(draft.at, { dateStyle: "long", timeStyle: "short" }) : ""],
    ["day", parts.has("day") && draft.day ? intl.formatDate(draft.day, { dateStyle: "long", timeZone: "UTC" }) : ""],
    ["every", parts.has("repeat") ? wordOf(intl, "every", draft.repeat.every) : ""],
    ["local_time", parts.has("localTime") ? draft.localTime : ""],
    ["holdout", intl.formatNumber((draft.holdoutBasisPoints ?? 0) / WHOLE, { style: "percent", maximumFractionDigits: 2 })],
  ];
  return (
    <Section title={word("step.review")}>
      <dl className="crm-facts">
        {lines
          .filter(([, text]) => text !== "")
          .map(([id, text]) => (
            <div key={id}>
              <dt>{word(id)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}

function winnerOf(intl: IntlShape, winner: WinnerDraft | null): string {
  if (winner === null) return "";
  const { metric, testBasisPoints, decideAfterHours } = winner;
  return intl.formatMessage(
    { id: "campaigns.winner_summary" },
    { metric: wordOf(intl, "metric", metric), share: (testBasisPoints ?? 0) / WHOLE, hours: decideAfterHours ?? 0 },
  );
}

function voucherOf(vouchers: StepProps["choices"]["vouchers"], number: number | null): string {
  if (number === null) return "";
  return vouchers.find((one) => one.number === number)?.name ?? String(number);
}
