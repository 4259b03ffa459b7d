/** A grid whose cells are darker the more they hold: cohorts, hours, RFM. Every cell shows its number too. */
import { FigureFrame } from "./figure-frame";
import { useFormat } from "./series-table";
import type { HeatMapProps } from "./types";

const SHADES = 7;

export default function HeatMap({ title, summary, rows, rowsLabel, columns, format, onSelect, onSelectRow }: HeatMapProps) {
  const write = useFormat(format);
  const most = Math.max(0, ...rows.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return (
    <FigureFrame
      title={title}
      summary={summary}
      table={{ head: [rowsLabel, ...columns], rows: rows.map(({ label, values }) => [label, ...values]), format: write }}
    >
      {/* A wide grid is scrolled by keyboard too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="crm-table__frame" tabIndex={0}>
        <table className="crm-heat">
          <caption className="crm-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{rowsLabel}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, values }, row) => (
              <tr key={key}>
                <th scope="row">
                  {onSelectRow ? (
                    <button
                      type="button"
                      className="crm-heat__row"
                      onClick={() => {
                        onSelectRow(row);
                      }}
                    >
                      {label}
                    </button>
                  ) : (
                    label
                  )}
                </th>
                {columns.map((column, place) => (
                  <HeatCell
                    key={column}
                    value={values[place] ?? null}
                    most={most}
                    write={write}
                    name={`${label}, ${column}`}
                    onSelect={
                      onSelect &&
                      (() => {
                        onSelect(row, place);
                      })
                    }
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigureFrame>
  );
}

interface HeatCellProps {
  value: number | null;
  most: number;
  write: (value: number) => string;
  name: string;
  onSelect: (() => void) | undefined;
}

function HeatCell({ value, most, write, name, onSelect }: HeatCellProps) {
  if (value === null) return <td />;
  const shade = most === 0 ? 0 : Math.round((value / most) * SHADES);
  return (
    <td className={`crm-heat__cell crm-heat__cell--${String(shade)}`}>
      {onSelect ? (
        <button type="button" onClick={onSelect} aria-label={`${name}: ${write(value)}`}>
          {write(value)}
        </button>
      ) : (
        write(value)
      )}
    </td>
  );
}
