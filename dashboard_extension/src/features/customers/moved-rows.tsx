/** How many rows of which table something has touched, folded away. */
import type { MovedRowsFragment } from "../../api/generated/customers";
import { Count } from "../../i18n";
import { useT } from "./words";

interface Props {
  readonly title: string;
  readonly rows: readonly MovedRowsFragment[];
}

export function MovedRows({ title, rows }: Props) {
  const t = useT();
  if (rows.length === 0) return null;
  const total = rows.reduce((sum, row) => sum + row.rows, 0);
  return (
    <details>
      <summary>{t("rows_of", { title, total })}</summary>
      <ul>
        {rows.map((row) => (
          <li key={row.place}>
            {row.place}: <Count value={row.rows} />
          </li>
        ))}
      </ul>
    </details>
  );
}
