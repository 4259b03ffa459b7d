/** What would have happened: by week, and of one person every decision. */
import { useMemo } from "react";
import { Count, DateTime, Day } from "../../i18n";
import { Button, DataTable, EmptyState, Stack, csvOf, download } from "../../ui";
import type { Definition } from "./model/definition";
import { readReport, type Decision, type Week } from "./model/report";
import { useReportWords } from "./use-report-words";
import { useWords } from "./words";

interface RehearsalReportProps {
  readonly report: unknown;
  /** What was played, as far as it is known: it says what steps are. */
  readonly definition: Definition | null;
}

export function RehearsalReport({ report, definition }: RehearsalReportProps) {
  const { say } = useWords();
  const { happened, detail } = useReportWords(definition);
  const read = useMemo(() => readReport(report), [report]);
  if (read.weeks.length === 0) {
    return <EmptyState title={say("journeys.nothingHappened")} text={say("journeys.nothingHappenedText")} />;
  }
  return (
    <Stack>
      <DataTable<string>
        caption={say("journeys.report")}
        rows={read.happened}
        rowKey={(what) => what}
        columns={[
          { key: "what", title: say("journeys.what"), render: happened },
          ...read.weeks.map((week: Week) => ({
            key: week.week,
            title: <Day value={week.week} />,
            align: "end" as const,
            render: (what: string) => <Count value={week.numbers[what] ?? 0} />,
          })),
        ]}
      />
      <Button
        onClick={() => {
          const rows = read.happened.map((what) => [
            happened(what),
            ...read.weeks.map((week) => String(week.numbers[what] ?? 0)),
          ]);
          download("rehearsal.csv", csvOf([[say("journeys.what"), ...read.weeks.map((week) => week.week)], ...rows]));
        }}
      >
        {say("journeys.csv")}
      </Button>
      {read.decisions.length > 0 && (
        <DataTable<Decision & { place: number }>
          caption={say("journeys.decisions")}
          rows={read.decisions.map((one, place) => ({ ...one, place }))}
          rowKey={(row) => String(row.place)}
          columns={[
            { key: "at", title: say("journeys.when"), render: (row) => <DateTime value={row.at} /> },
            { key: "what", title: say("journeys.what"), render: (row) => happened(row.what) },
            { key: "details", title: say("journeys.details"), render: (row) => row.details.map(([name, value]) => detail(name, value)).join(", ") },
          ]}
        />
      )}
    </Stack>
  );
}
