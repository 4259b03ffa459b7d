/** How much of which kind something has touched. */
import type { MovedRowsFragment } from "../../api/generated/customers";
import { Count } from "../../i18n";
import { byKind } from "./kinds-of-data";
import { useT } from "./words";

interface MovedRowsProps {
  readonly title: string;
  readonly rows: readonly MovedRowsFragment[];
}

/** Folded away behind the sum. */
export function MovedRows({ title, rows }: MovedRowsProps) {
  const t = useT();
  if (rows.length === 0) return null;
  const total = rows.reduce((sum, row) => sum + row.rows, 0);
  return (
    <details>
      <summary>{t("rows_of", { title, total })}</summary>
      <RowsByKind rows={rows.map(({ place, rows: count }) => ({ code: place, rows: count }))} />
    </details>
  );
}

export function RowsByKind({ rows }: { readonly rows: Parameters<typeof byKind>[0] }) {
  const t = useT();
  return (
    <ul>
      {byKind(rows).map((one) => (
        <li key={one.kind}>
          {t(`data_${one.kind}`)}: <Count value={one.rows} />
        </li>
      ))}
    </ul>
  );
}
