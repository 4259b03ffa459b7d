/** Lines over time. */
import { Line, LineChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { FigureFrame } from "./figure-frame";
import { TOOLTIP, usePalette } from "./palette";
import { drawnRows, isMotionWelcome, seriesTable, useFormat } from "./series-table";
import type { SeriesFigureProps } from "./types";

const HEIGHT_PIXELS = 260;

export default function LineFigure(props: SeriesFigureProps) {
  const { title, summary, series, onSelect } = props;
  const format = useFormat(props.format);
  const { colors, text, grid } = usePalette();
  return (
    <FigureFrame title={title} summary={summary} table={seriesTable(props, format)}>
      <div aria-hidden="true">
        <ResponsiveContainer width="100%" height={HEIGHT_PIXELS}>
          <LineChart
            data={drawnRows(props)}
            accessibilityLayer={false}
            onClick={({ activeTooltipIndex }) => {
              if (activeTooltipIndex !== null && activeTooltipIndex !== undefined) onSelect?.(Number(activeTooltipIndex));
            }}
          >
            <CartesianGrid stroke={grid} vertical={false} />
            <XAxis dataKey="point" stroke={text} tick={{ fill: text, fontSize: 12 }} />
            <YAxis stroke={text} tick={{ fill: text, fontSize: 12 }} tickFormatter={format} width={70} />
            <Tooltip {...TOOLTIP} formatter={(value) => (typeof value === "number" ? format(value) : value)} />
            {series.length > 1 && <Legend />}
            {series.map(({ key, label }, place) => (
              <Line key={key} dataKey={key} name={label} stroke={colors[place % colors.length] ?? text} strokeWidth={2} dot={false} isAnimationActive={isMotionWelcome()} />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
    </FigureFrame>
  );
}
