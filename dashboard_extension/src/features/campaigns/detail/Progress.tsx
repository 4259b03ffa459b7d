/** Where everybody in the audience of the newest runs stands, now. */
import { FormattedMessage, useIntl } from "react-intl";

import { useCrmQuery } from "../../../api";
import { CampaignRunsDocument, type CampaignRunsQuery } from "../../../api/generated/campaigns";
import { Count, DateTime } from "../../../i18n";
import { DataTable, EmptyState, ProgressBar, QueryView, Section, Stack, usePolling } from "../../../ui";
import { wordOf } from "../words";
import { settledOf } from "./settledOf";

type Run = NonNullable<CampaignRunsQuery["crmCampaign"]>["runs"]["edges"][number]["node"];

const POLL_MS = 2_000;
const AT_WORK = new Set<string>(["FREEZING", "QUEUEING", "SENDING"]);

export function Progress({ id }: { readonly id: string }) {
  const intl = useIntl();
  const query = useCrmQuery(CampaignRunsDocument, { id });
  const runs = query.data?.crmCampaign?.runs.edges.map(({ node }) => node) ?? [];
  const state = query.data?.crmCampaign?.state;
  usePolling(query.retry, POLL_MS, runs.some((run) => AT_WORK.has(run.state)) || state === "SCHEDULED");
  return (
    <QueryView query={query}>
      {() =>
        runs.length === 0 ? (
          <EmptyState
            title={intl.formatMessage({ id: "campaigns.no_runs" })}
            text={intl.formatMessage({ id: "campaigns.no_runs_text" })}
          />
        ) : (
          <Stack>
            {runs.map((run) => (
              <RunSection key={run.id} run={run} />
            ))}
          </Stack>
        )
      }
    </QueryView>
  );
}

function RunSection({ run }: { readonly run: Run }) {
  const intl = useIntl();
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  const title =
    run.occurrence === "once"
      ? word("run_once")
      : intl.formatMessage({ id: "campaigns.run_of" }, { occurrence: run.occurrence });
  return (
    <Section title={title}>
      <p>
        {wordOf(intl, "run_state", run.state)}
        {run.endReason && ` · ${wordOf(intl, "run_end", run.endReason)}`} · <DateTime value={run.startedAt} />
      </p>
      <ProgressBar done={settledOf(run)} total={run.people} label={word("run_progress")} />
      <DataTable
        caption={word("standings")}
        rows={run.standings}
        rowKey={(row) => `${row.standing} ${row.reason}`}
        empty={<FormattedMessage id="campaigns.nobody_yet" />}
        columns={[
          { key: "standing", title: word("standing"), render: (row) => wordOf(intl, "standing", row.standing) },
          { key: "reason", title: word("why"), render: (row) => (row.reason ? wordOf(intl, "why", row.reason) : "–") },
          { key: "people", title: word("people"), align: "end", render: (row) => <Count value={row.people} /> },
        ]}
      />
      <Looks run={run} />
    </Section>
  );
}

function Looks({ run }: { readonly run: Run }) {
  const intl = useIntl();
  if (run.looks.length === 0) return null;
  return (
    <>
      {run.winner && (
        <p>
          <FormattedMessage
            id={run.looks.at(-1)?.verdict === "BETTER" ? "campaigns.winner_is" : "campaigns.winner_by_default"}
            values={{ key: run.winner }}
          />
        </p>
      )}
      <ol>
        {run.looks.map((look) => (
          <li key={look.number}>
            <DateTime value={look.at} />: {wordOf(intl, "verdict", look.verdict)}{" "}
            {intl.formatList(
              look.reached.map((one) =>
                intl.formatMessage({ id: "campaigns.reached" }, { key: one.arm, hits: one.hits, people: one.people }),
              ),
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
