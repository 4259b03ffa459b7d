/** In which hours messages leave, drawn and as a table. */
import { useIntl } from "react-intl";

import { BarFigure } from "../../ui";
import { type Hour, leavingOf } from "./leaving";

const STEP_FORMATS = {
  hour: { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" },
  day: { weekday: "short", day: "numeric", month: "short" },
} as const;

export function LeavingFigure({ hours }: { readonly hours: readonly Hour[] }) {
  const intl = useIntl();
  const { unit, steps, people, peak } = leavingOf(hours);
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  const when = (at: string) => intl.formatDate(at, STEP_FORMATS[unit]);
  const isThrottled = steps.some(({ due, leaving }) => due !== leaving);
  const values = { people, steps: steps.length, unit, most: peak?.leaving ?? 0, when: peak ? when(peak.beginsAt) : "" };
  const [title, summary] = ["title", "summary"].map((part) =>
    intl.formatMessage({ id: `campaigns.leaving_${part}` }, values),
  ) as [string, string];
  // One bar would show no more than the sentences.
  if (steps.length === 1) return <p>{`${title} ${summary}`}</p>;
  return (
    <BarFigure
      title={title}
      summary={summary}
      points={steps.map(({ beginsAt }) => when(beginsAt))}
      pointsLabel={word(unit)}
      series={[
        { key: "leaving", label: word("leaving"), values: steps.map(({ leaving }) => leaving) },
        ...(isThrottled
          ? [
              { key: "due", label: word("leaving_due"), values: steps.map(({ due }) => due) },
              { key: "waiting", label: word("leaving_waiting"), values: steps.map(({ waiting }) => waiting) },
            ]
          : []),
      ]}
    />
  );
}
