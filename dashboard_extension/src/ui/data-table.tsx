/** A table that becomes a list of cards where it has no room. */
import type { ReactNode } from "react";
import { Link } from "react-router";
import { classes } from "./classes";

export interface Column<Row> {
  key: string;
  title: ReactNode;
  render: (row: Row) => ReactNode;
  align?: "start" | "end";
}

export interface DataTableProps<Row> {
  /** What the table holds, for screen readers. */
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Called when a row is clicked, or its first cell is pressed. */
  onOpen?: (row: Row) => void;
  /** The address a row leads to; its first cell becomes the link. */
  rowLink?: (row: Row) => string;
  /** Shown in place of the table when there are no rows. */
  empty?: ReactNode;
}

export function DataTable<Row>({ caption, columns, rows, rowKey, onOpen, rowLink, empty }: DataTableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <div className="crm-table__frame">
      <table className="crm-table">
        <caption className="crm-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title, align }) => (
              <th key={key} scope="col" className={alignment(align)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={classes((onOpen ?? rowLink) && "crm-table__row--opens")}>
              {columns.map((column, place) => (
                <Cell
                  key={column.key}
                  column={column}
                  row={row}
                  opens={place === 0 ? { onOpen, to: rowLink?.(row) } : undefined}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps<Row> {
  column: Column<Row>;
  row: Row;
  opens: { onOpen: ((row: Row) => void) | undefined; to: string | undefined } | undefined;
}

/** The first cell names the row, so it is its header; its link or button covers the whole row by CSS. */
function Cell<Row>({ column, row, opens }: CellProps<Row>) {
  const content = column.render(row);
  if (opens === undefined) {
    return (
      <td className={alignment(column.align)}>
        <span className="crm-table__label" aria-hidden="true">
          {column.title}
        </span>
        <span>{content}</span>
      </td>
    );
  }
  return (
    <th scope="row" className={alignment(column.align)}>
      <Opener row={row} {...opens}>
        {content}
      </Opener>
    </th>
  );
}

function Opener<Row>({
  row,
  onOpen,
  to,
  children,
}: {
  row: Row;
  onOpen: ((row: Row) => void) | undefined;
  to: string | undefined;
  children: ReactNode;
}) {
  if (to !== undefined) {
    return (
      <Link className="crm-table__opener" to={to}>
        {children}
      </Link>
    );
  }
  if (onOpen === undefined) return children;
  return (
    <button
      type="button"
      className="crm-table__opener"
      onClick={() => {
        onOpen(row);
      }}
    >
      {children}
    </button>
  );
}

function alignment(align: "start" | "end" | undefined): string | undefined {
  return align === "end" ? "crm-table__cell--end" : undefined;
}
