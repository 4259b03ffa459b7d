/** Lists of people that were asked for as files, each kept for a day. */
import { FormattedMessage, useIntl } from "react-intl";
import { Link } from "react-router";
import { useCrmQuery } from "../../api";
import { ExportsDocument, type ExportsQuery } from "../../api/generated/imports";
import { Count, DateTime } from "../../i18n";
import { Chip, DataTable, EmptyState, LinkButton, PagerButtons, QueryView, Section, useAuthorWords, usePager, usePolling } from "../../ui";
import { segmentPath } from "./paths";

type Job = NonNullable<ExportsQuery["crmExports"]>["edges"][number]["node"];

const POLL_MS = 2000;
const TONES = { RUNNING: "info", READY: "success", FAILED: "critical", EXPIRED: "neutral" } as const;

export function ExportsTab() {
  const intl = useIntl();
  const author = useAuthorWords();
  const pager = usePager();
  const query = useCrmQuery(ExportsDocument, { after: pager.after });
  const rows = query.data?.crmExports?.edges.map(({ node }) => node) ?? [];
  usePolling(
    query.retry,
    POLL_MS,
    rows.some(({ state }) => state === "RUNNING"),
  );
  return (
    <Section title={intl.formatMessage({ id: "imports.out" })} hideTitle>
      <QueryView query={query}>
        {({ crmExports }) => (
          <>
            <DataTable
              caption={intl.formatMessage({ id: "imports.out" })}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: "segment",
                  title: <FormattedMessage id="imports.segment" />,
                  render: (row) => (
                    <Link to={segmentPath(row.segment)}>
                      <FormattedMessage id="imports.segment.open" />
                    </Link>
                  ),
                },
                { key: "asked", title: <FormattedMessage id="imports.asked" />, render: (row) => <DateTime value={row.askedAt} /> },
                {
                  key: "state",
                  title: <FormattedMessage id="imports.state" />,
                  render: (row) => (
                    <Chip tone={TONES[row.state]}>
                      <FormattedMessage id={`imports.export.${row.state}`} />
                    </Chip>
                  ),
                },
                { key: "rows", title: <FormattedMessage id="imports.people" />, align: "end", render: (row) => <Made job={row} /> },
                {
                  key: "author",
                  title: <FormattedMessage id="imports.by" />,
                  render: (row) => author(row.author, row.authorName),
                },
                { key: "file", title: <FormattedMessage id="imports.file" />, render: (row) => <FileLink job={row} /> },
              ]}
              empty={
                <EmptyState
                  title={intl.formatMessage({ id: "imports.exports.none" })}
                  text={intl.formatMessage({ id: "imports.exports.none.text" })}
                />
              }
            />
            {crmExports && <PagerButtons pager={pager} pageInfo={crmExports.pageInfo} />}
          </>
        )}
      </QueryView>
    </Section>
  );
}

function Made({ job }: { job: Job }) {
  if (job.state !== "RUNNING") return <Count value={job.handled} />;
  return (
    <FormattedMessage
      id="imports.handledOf"
      values={{ done: <Count value={job.handled} />, total: <Count value={job.rows} /> }}
    />
  );
}

function FileLink({ job }: { job: Job }) {
  if (!job.url) return null;
  return (
    <>
      <LinkButton to={job.url} isExternal>
        <FormattedMessage id="imports.fetch" values={{ format: job.format }} />
      </LinkButton>{" "}
      <FormattedMessage id="imports.keptUntil" values={{ at: <DateTime value={job.expiresAt} /> }} />
    </>
  );
}
