/** What the journey did and brought, each figure with what it means. */
import { useState, type ReactNode } from "react";
import { useCrmQuery } from "../../api";
import { JourneyResultsDocument, type JourneyResultsQuery } from "../../api/generated/journeys";
import { Count, DateTime, Money } from "../../i18n";
import { DataTable, DefinitionTip, EmptyState, QueryView, Section, SelectField, Stack } from "../../ui";
import { HoldoutComparison } from "../../ui/holdout-comparison";
import { useReportWords } from "./use-report-words";
import { useWords } from "./words";

type Kpis = NonNullable<JourneyResultsQuery["crmJourney"]>["kpis"];
type Metric = Kpis["sent"];

const METRICS = ["enrolled", "shadow", "sent", "delivered", "opened", "clicked", "messages", "goalReached"] as const;
const PERIODS = ["all", "30", "90", "365"] as const;
const DAY_MILLISECONDS = 86_400_000;

function Defined({ term, definition }: { readonly term: string; readonly definition: string }) {
  return (
    <>
      {term} <DefinitionTip term={term}>{definition}</DefinitionTip>
    </>
  );
}

function Counts({ kpis }: { readonly kpis: Kpis }) {
  const { say, known } = useWords();
  const name = (metric: Metric): ReactNode => (
    <Defined
      term={known(`journeys.metric.${metric.code}`, metric.label)}
      definition={known(`journeys.meaning.${metric.code}`, metric.definition)}
    />
  );
  return (
    <DataTable<Metric>
      caption={say("journeys.results")}
      rows={METRICS.map((key) => kpis[key])}
      rowKey={(metric) => metric.code}
      columns={[
        { key: "name", title: say("journeys.figure"), render: name },
        { key: "value", title: say("journeys.number"), align: "end", render: (metric) => <Count value={metric.value} /> },
      ]}
    />
  );
}

function Revenue({ revenue }: { readonly revenue: Kpis["revenue"] }) {
  const { say, known } = useWords();
  const title = known("journeys.metric.revenue", revenue.label);
  return (
    <Section
      title={title}
      actions={<DefinitionTip term={title}>{known("journeys.meaning.revenue", revenue.definition)}</DefinitionTip>}
    >
      <DataTable
        caption={title}
        rows={revenue.amounts}
        rowKey={(row) => row.currency}
        columns={[
          { key: "currency", title: say("journeys.currency"), render: (row) => row.currency },
          { key: "orders", title: say("journeys.orders"), align: "end", render: (row) => <Count value={row.orders} /> },
          { key: "gross", title: say("journeys.gross"), align: "end", render: (row) => <Money amount={row.gross} currency={row.currency} /> },
          { key: "refunded", title: say("journeys.refunded"), align: "end", render: (row) => <Money amount={row.refunded} currency={row.currency} /> },
          { key: "coupons", title: say("journeys.couponCost"), align: "end", render: (row) => <Money amount={row.couponCost} currency={row.currency} /> },
          { key: "net", title: say("journeys.net"), align: "end", render: (row) => <Money amount={row.net} currency={row.currency} /> },
        ]}
        empty={<EmptyState title={say("journeys.noRevenue")} />}
      />
    </Section>
  );
}

function Exits({ exits }: { readonly exits: Kpis["exits"] }) {
  const { say, known } = useWords();
  const { reason } = useReportWords(null);
  const title = known("journeys.metric.exits", exits.label);
  return (
    <Section title={title} text={known("journeys.meaning.exits", exits.definition)}>
      <DataTable
        caption={title}
        rows={exits.reasons}
        rowKey={(row) => row.reason}
        columns={[
          { key: "reason", title: say("journeys.reason"), render: (row) => reason(row.reason) },
          { key: "passages", title: say("journeys.number"), align: "end", render: (row) => <Count value={row.passages} /> },
        ]}
        empty={<EmptyState title={say("journeys.noExits")} />}
      />
    </Section>
  );
}

export function Results({ id }: { readonly id: string }) {
  const { say, known } = useWords();
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>("all");
  const [opened] = useState(() => Date.now());
  const since = period === "all" ? null : new Date(opened - Number(period) * DAY_MILLISECONDS).toISOString();
  const query = useCrmQuery(JourneyResultsDocument, { id, since });
  return (
    <Stack>
      <SelectField
        label={say("journeys.period")}
        value={period}
        options={PERIODS.map((value) => ({ value, label: say(`journeys.period.${value}`) }))}
        onChange={setPeriod}
      />
      <QueryView query={query}>
        {({ crmJourney }) =>
          crmJourney && (
            <Stack>
              <p>
                {say("journeys.dataUntil", { days: crmJourney.kpis.days })} <DateTime value={crmJourney.kpis.dataUntil} />
              </p>
              <Section title={say("journeys.results")}>
                <Counts kpis={crmJourney.kpis} />
              </Section>
              <Revenue revenue={crmJourney.kpis.revenue} />
              <Exits exits={crmJourney.kpis.exits} />
              {crmJourney.kpis.comparison ? (
                <HoldoutComparison
                  words="journeys"
                  definition={known("journeys.meaning.comparison", crmJourney.kpis.comparison.definition)}
                  comparison={crmJourney.kpis.comparison}
                />
              ) : (
                <Section title={say("journeys.lift")}>
                  <p>{say("journeys.no_holdout")}</p>
                </Section>
              )}
            </Stack>
          )
        }
      </QueryView>
    </Stack>
  );
}
