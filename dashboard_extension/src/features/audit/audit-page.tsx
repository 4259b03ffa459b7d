/** The audit log, newest first; of everything, or of the one thing that the address names. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useSearchParams } from "react-router";
import { useCrmQuery } from "../../api";
import { AuditLogDocument, type AuditLogQuery } from "../../api/generated/audit";
import { DateTime } from "../../i18n";
import { Button, DataTable, EmptyState, Page, QueryView, useAuthorWords, type AuthorWords, type Column } from "../../ui";
import { differences } from "./differences";
import { Name } from "./name";
import { Value } from "./value";
import "./audit.css";

type Change = NonNullable<AuditLogQuery["crmAuditLog"]>["edges"][number]["node"];

export default function AuditPage() {
  const intl = useIntl();
  const author = useAuthorWords();
  const [search, setSearch] = useSearchParams();
  const subject = search.get("subject");
  const [after, setAfter] = useState<string | null>(null);
  const log = useCrmQuery(AuditLogDocument, { after, subject });
  const page = log.data?.crmAuditLog;
  const rows = page?.edges.map((edge) => edge.node) ?? [];
  const next = page?.pageInfo.hasNextPage === true ? (page.pageInfo.endCursor ?? null) : null;

  const showOnly = (id: string | null) => {
    setAfter(null);
    setSearch(id === null ? {} : { subject: id });
  };

  return (
    <Page
      title={intl.formatMessage({ id: "audit.title" })}
      subtitle={<FormattedMessage id="audit.text" />}
      breadcrumbs={[{ label: intl.formatMessage({ id: "audit.setup" }), to: "/setup" }]}
      actions={
        subject !== null && (
          <Button
            onClick={() => {
              showOnly(null);
            }}
          >
            <FormattedMessage id="audit.showAll" />
          </Button>
        )
      }
    >
      <QueryView
        query={log}
        isEmpty={() => rows.length === 0 && after === null}
        empty={<EmptyState title={intl.formatMessage({ id: "audit.empty" })} text={<FormattedMessage id="audit.emptyText" />} />}
      >
        {() => (
          <>
            <DataTable
              caption={intl.formatMessage({ id: "audit.title" })}
              columns={columns(author, subject === null ? showOnly : null)}
              rows={rows}
              rowKey={({ id }) => id}
            />
            <div className="crm-row">
              {after !== null && (
                <Button
                  onClick={() => {
                    setAfter(null);
                  }}
                >
                  <FormattedMessage id="audit.newest" />
                </Button>
              )}
              {next !== null && (
                <Button
                  onClick={() => {
                    setAfter(next);
                  }}
                >
                  <FormattedMessage id="audit.older" />
                </Button>
              )}
            </div>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function columns(author: AuthorWords, showOnly: ((id: string) => void) | null): Column<Change>[] {
  return [
    { key: "when", title: <FormattedMessage id="audit.when" />, render: (row) => <When at={row.changedAt} /> },
    { key: "who", title: <FormattedMessage id="audit.who" />, render: (row) => author(row.author, row.authorName) },
    {
      key: "what",
      title: <FormattedMessage id="audit.what" />,
      render: (row) => (
        <div className="crm-audit__what">
          <Subject code={row.subject} />
          {showOnly !== null && ONE_BY_ONE.has(row.subject) && (
            <Button
              tone="tertiary"
              onClick={() => {
                showOnly(row.subjectId);
              }}
            >
              <FormattedMessage id="audit.onlyThis" />
            </Button>
          )}
        </div>
      ),
    },
    { key: "values", title: <FormattedMessage id="audit.values" />, render: (row) => <Values change={row} /> },
  ];
}

/** The things of which the API tells the changes by themselves. */
const ONE_BY_ONE = new Set([
  "adjustment_request",
  "campaign",
  "channel_account",
  "consent_wording",
  "earning_rule",
  "enrollment",
  "export",
  "journey",
  "program",
  "segment",
  "template",
  "tier",
  "tier_ladder",
]);

/** A newer server may know more kinds of things than these pages: then its own word. */
function Subject({ code }: { code: string }) {
  const intl = useIntl();
  const id = `audit.subject.${code}`;
  return id in intl.messages ? <FormattedMessage id={id} /> : <code>{code}</code>;
}

function Values({ change }: { change: Change }) {
  return (
    <ul className="crm-audit__values">
      {differences(change.before, change.after).map(({ name, before, after }) => (
        <li key={name}>
          <Name subject={change.subject} name={name} />
          {": "}
          {before !== undefined && (
            <del>
              <Value name={name} value={before} />
            </del>
          )}
          {before !== undefined && after !== undefined && " → "}
          {after !== undefined && (
            <ins>
              <Value name={name} value={after} />
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
}

function When({ at }: { at: string }) {
  return (
    <span className="crm-audit__when">
      <DateTime value={at} />
    </span>
  );
}
