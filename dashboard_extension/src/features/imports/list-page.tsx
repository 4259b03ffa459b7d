/** The jobs that move files: what was brought in, and what is taken out. */
import { FormattedMessage, useIntl } from "react-intl";
import { useSearchParams } from "react-router";
import { useCrmQuery } from "../../api";
import { ImportsDocument } from "../../api/generated/imports";
import { Count, DateTime } from "../../i18n";
import {
  Chip,
  DataTable,
  EmptyState,
  LinkButton,
  Page,
  PagerButtons,
  QueryView,
  Section,
  Tabs,
  useAuthorWords,
  usePager,
  usePolling,
} from "../../ui";
import { ExportsTab } from "./exports-tab";
import { importPath, NEW_IMPORT } from "./paths";
import { isAtWork, toneOf, type Import } from "./states";

const POLL_MS = 2000;

export default function ImportListPage() {
  const intl = useIntl();
  const [parameters, setParameters] = useSearchParams();
  return (
    <Page
      title={intl.formatMessage({ id: "imports.title" })}
      actions={
        <LinkButton to={NEW_IMPORT} tone="primary">
          <FormattedMessage id="imports.new" />
        </LinkButton>
      }
    >
      <Tabs
        label={intl.formatMessage({ id: "imports.title" })}
        selected={parameters.get("tab") ?? "imports"}
        onSelect={(tab) => {
          setParameters({ tab }, { replace: true });
        }}
        tabs={[
          { key: "imports", label: <FormattedMessage id="imports.in" />, render: () => <ImportsTab /> },
          { key: "exports", label: <FormattedMessage id="imports.out" />, render: () => <ExportsTab /> },
        ]}
      />
    </Page>
  );
}

function ImportsTab() {
  const intl = useIntl();
  const pager = usePager();
  const query = useCrmQuery(ImportsDocument, { after: pager.after });
  const rows = query.data?.crmImports?.edges.map(({ node }) => node) ?? [];
  usePolling(query.retry, POLL_MS, rows.some(isAtWork));
  return (
    <Section title={intl.formatMessage({ id: "imports.in" })} hideTitle>
      <QueryView query={query}>
        {({ crmImports }) => (
          <>
            <ImportRows rows={rows} />
            {crmImports && <PagerButtons pager={pager} pageInfo={crmImports.pageInfo} />}
          </>
        )}
      </QueryView>
    </Section>
  );
}

function ImportRows({ rows }: { rows: readonly Import[] }) {
  const intl = useIntl();
  const author = useAuthorWords();
  return (
    <DataTable
      caption={intl.formatMessage({ id: "imports.in" })}
      rows={rows}
      rowKey={(row) => row.id}
      rowLink={(row) => importPath(row.id)}
      columns={[
        { key: "file", title: <FormattedMessage id="imports.file" />, render: (row) => row.fileName },
        {
          key: "state",
          title: <FormattedMessage id="imports.state" />,
          render: (row) => (
            <Chip tone={toneOf(row.state)}>
              <FormattedMessage id={`imports.state.${row.state}`} />
            </Chip>
          ),
        },
        {
          key: "rows",
          title: <FormattedMessage id="imports.rows" />,
          align: "end",
          render: (row) => <Handled job={row} />,
        },
        {
          key: "refused",
          title: <FormattedMessage id="imports.refused" />,
          align: "end",
          render: (row) => <Count value={row.refused} />,
        },
        {
          key: "begun",
          title: <FormattedMessage id="imports.begun" />,
          render: (row) => <DateTime value={row.createdAt} />,
        },
        {
          key: "author",
          title: <FormattedMessage id="imports.by" />,
          render: (row) => author(row.author, row.authorName),
        },
      ]}
      empty={
        <EmptyState
          title={intl.formatMessage({ id: "imports.none" })}
          text={intl.formatMessage({ id: "imports.none.text" })}
          action={
            <LinkButton to={NEW_IMPORT} tone="primary">
              <FormattedMessage id="imports.new" />
            </LinkButton>
          }
        />
      }
    />
  );
}

function Handled({ job }: { job: Import }) {
  if (!isAtWork(job)) return <Count value={job.rows} />;
  return (
    <FormattedMessage
      id="imports.handledOf"
      values={{ done: <Count value={job.handled} />, total: <Count value={job.rows} /> }}
    />
  );
}
