/** How many are left after each step, and what share that is of the step before. */
import { useIntl } from "react-intl";
import { FigureFrame } from "./figure-frame";
import { useFormat } from "./series-table";
import type { FunnelFigureProps } from "./types";

export default function FunnelFigure({ title, summary, steps, stepsLabel, valueLabel, format }: FunnelFigureProps) {
  const intl = useIntl();
  const write = useFormat(format);
  const most = Math.max(1, ...steps.map(({ value }) => value));
  return (
    <FigureFrame
      title={title}
      summary={summary}
      table={{ head: [stepsLabel, valueLabel], rows: steps.map(({ label, value }) => [label, value]), format: write }}
    >
      <ol className="crm-funnel">
        {steps.map(({ key, label, value }, place) => {
          const before = steps[place - 1]?.value;
          return (
            <li key={key}>
              <span>{label}</span>
              <meter className="crm-funnel__bar" min={0} max={most} value={value} aria-label={label} />
              <span>
                {write(value)}
                {before !== undefined && before > 0 && ` (${intl.formatNumber(value / before, { style: "percent" })})`}
              </span>
            </li>
          );
        })}
      </ol>
    </FigureFrame>
  );
}
