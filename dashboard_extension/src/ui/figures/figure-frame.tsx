/** Around every figure: its sentence, the same numbers as a table, and as a file. */
import { useId, useState, type ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import { Button } from "../button";
import { csvOf, download } from "../csv";
import type { FigureProps } from "./types";
import "../styles/figures.css";

export interface FigureTable {
  head: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
  format: (value: number) => string;
}

export function FigureFrame({ title, summary, table, children }: FigureProps & { table: FigureTable; children: ReactNode }) {
  const id = useId();
  const [isTable, setIsTable] = useState(false);
  return (
    <figure className="crm-figure" aria-labelledby={id}>
      <figcaption className="crm-figure__caption">
        <span id={id}>{title}</span>
        <span className="crm-actions">
          <Button
            tone="tertiary"
            aria-pressed={isTable}
            onClick={() => {
              setIsTable(!isTable);
            }}
          >
            <FormattedMessage id="ui.figure.table" />
          </Button>
          <Button
            tone="tertiary"
            onClick={() => {
              download(`${title.replace(/[.。]$/, "")}.csv`, csvOf([table.head, ...table.rows]));
            }}
          >
            <FormattedMessage id="ui.figure.csv" />
          </Button>
        </span>
      </figcaption>
      <p className="crm-hidden">{summary}</p>
      {isTable ? <NumbersTable title={title} table={table} /> : children}
    </figure>
  );
}

function NumbersTable({ title, table }: { title: string; table: FigureTable }) {
  const [first, ...others] = table.head;
  return (
    // A wide table is scrolled by keyboard too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="crm-table__frame" tabIndex={0}>
      <table className="crm-table crm-table--plain">
        <caption className="crm-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {others.map((each) => (
              <th key={each} scope="col" className="crm-table__cell--end">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([label, ...values]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {values.map((value, place) => (
                // A cell has no name but its column.
                <td key={table.head[place + 1]} className="crm-table__cell--end">
                  {typeof value === "number" ? table.format(value) : (value ?? "–")}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
