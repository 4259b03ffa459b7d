/** What a dry run has found: everybody in the audience is in one of its parts. */
import { FormattedMessage, useIntl } from "react-intl";

import { Count, Money } from "../../i18n";
import { DataTable, Stack } from "../../ui";
import type { DryRun } from "./DryRunPanel";
import { LeavingFigure } from "./LeavingFigure";
import { wordOf } from "./words";

export type Report = NonNullable<DryRun["report"]>;
type Part = "sent" | "deferred" | "refused" | "heldOut" | "excluded";

const PARTS: readonly Part[] = ["sent", "deferred", "refused", "heldOut", "excluded"];

export function DryRunReport({ report }: { readonly report: Report }) {
  const intl = useIntl();
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  const rows = PARTS.flatMap((part) =>
    report[part].map((one) => ({
      part: word(`part.${part}`),
      reason: wordOf(intl, part === "sent" ? "channel" : "why", one.code),
      people: one.people,
    })),
  );
  return (
    <Stack>
      <p>
        <strong>
          <FormattedMessage id="campaigns.dry_run_people" values={{ people: report.people }} />
        </strong>
      </p>
      <DataTable
        caption={word("dry_run_parts")}
        rows={rows}
        rowKey={(row) => `${row.part} ${row.reason}`}
        columns={[
          { key: "part", title: word("part"), render: (row) => row.part },
          { key: "reason", title: word("why"), render: (row) => row.reason },
          { key: "people", title: word("people"), align: "end", render: (row) => <Count value={row.people} /> },
        ]}
      />
      <Cost report={report} />
      {report.leaves.length > 0 && (
        <LeavingFigure
          hours={report.leaves.map(({ at, people }) => ({ beginsAt: at, due: people, leaving: people, waiting: 0 }))}
        />
      )}
      {report.warnings.length > 0 && (
        <ul aria-label={word("warnings")}>
          {report.warnings.map((one) => (
            <li key={`${one.variant} ${one.message}`}>
              {one.variant}, {one.template}: {one.message}
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

function Cost({ report }: { readonly report: Report }) {
  return (
    <ul>
      {report.cost.map((one) => (
        <li key={one.currency}>
          <FormattedMessage
            id="campaigns.cost"
            values={{ amount: <Money amount={one.amount} currency={one.currency} /> }}
          />
        </li>
      ))}
      {report.codes && (
        <li>
          <FormattedMessage id="campaigns.codes_given" values={{ given: report.codes.given }} />
        </li>
      )}
      {report.codes?.worth.map((one) => (
        <li key={`code ${one.currency}`}>
          {one.most == null ? (
            <FormattedMessage id="campaigns.codes_open" values={{ currency: one.currency }} />
          ) : (
            <FormattedMessage
              id="campaigns.codes_most"
              values={{ amount: <Money amount={one.most} currency={one.currency} /> }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
