/** The stuck list, oldest first: choose some, try them again, or give them up with a reason. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import {
  StuckListDocument,
  StuckRetryDocument,
  StuckSkipDocument,
  type StuckListQuery,
} from "../../api/generated/stuck";
import { DateTime } from "../../i18n";
import {
  Button,
  CheckboxField,
  DataTable,
  EmptyState,
  FormErrors,
  Page,
  QueryView,
  useToast,
  type Column,
} from "../../ui";
import { StuckPassages } from "./passages";
import { SkipDialog, type Refusal } from "./skip-dialog";

type Delivery = NonNullable<StuckListQuery["crmStuckDeliveries"]>["edges"][number]["node"];

export default function StuckPage() {
  const intl = useIntl();
  const [after, setAfter] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = useCrmQuery(StuckListDocument, { after });
  const decisions = useDecisions(() => {
    setChosen(new Set());
    setAfter(null);
    list.retry();
  });

  const page = list.data?.crmStuckDeliveries;
  const rows = page?.edges.map((edge) => edge.node) ?? [];
  const ids = rows.filter(({ id }) => chosen.has(id)).map(({ id }) => id);

  return (
    <Page
      title={intl.formatMessage({ id: "stuck.title" })}
      subtitle={<FormattedMessage id="stuck.text" />}
      breadcrumbs={[{ label: intl.formatMessage({ id: "stuck.setup" }), to: "/setup" }]}
      actions={
        rows.length > 0 && (
          <>
            <Button tone="danger" disabled={ids.length === 0} onClick={decisions.askReason}>
              <FormattedMessage id="stuck.skip" values={{ count: ids.length }} />
            </Button>
            <Button
              tone="primary"
              disabled={ids.length === 0}
              isBusy={decisions.isRetrying}
              onClick={() => {
                void decisions.retry(ids);
              }}
            >
              <FormattedMessage id="stuck.retry" values={{ count: ids.length }} />
            </Button>
          </>
        )
      }
    >
      <QueryView
        query={list}
        isEmpty={() => rows.length === 0 && after === null}
        empty={<EmptyState title={intl.formatMessage({ id: "stuck.empty" })} text={<FormattedMessage id="stuck.emptyText" />} />}
      >
        {() => (
          <>
            {!decisions.isAskingReason && <FormErrors answer={decisions.refusal} />}
            <CheckboxField
              label={intl.formatMessage({ id: "stuck.chooseAll" })}
              value={rows.length > 0 && ids.length === rows.length}
              onChange={(isChosen) => {
                setChosen(new Set(isChosen ? rows.map(({ id }) => id) : []));
              }}
            />
            <DataTable
              caption={intl.formatMessage({ id: "stuck.title" })}
              columns={columns(chosen, setChosen)}
              rows={rows}
              rowKey={({ id }) => id}
            />
            <Pages
              hasFirst={after !== null}
              next={page?.pageInfo.hasNextPage === true ? (page.pageInfo.endCursor ?? null) : null}
              onTurn={(cursor) => {
                setChosen(new Set());
                setAfter(cursor);
              }}
            />
          </>
        )}
      </QueryView>
      <StuckPassages />
      {decisions.isAskingReason && (
        <SkipDialog
          count={ids.length}
          answer={decisions.refusal}
          isBusy={decisions.isSkipping}
          onCancel={decisions.cancel}
          onConfirm={(reason) => {
            void decisions.skip(ids, reason);
          }}
        />
      )}
    </Page>
  );
}

/** Both decisions, what is told of them, and what was refused. */
function useDecisions(onDone: () => void) {
  const intl = useIntl();
  const toast = useToast();
  const [runRetry, { fetching: isRetrying }] = useCrmMutation(StuckRetryDocument);
  const [runSkip, { fetching: isSkipping }] = useCrmMutation(StuckSkipDocument);
  const [isAskingReason, setIsAskingReason] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const retry = async (ids: string[]) => {
    const answer = await runRetry({ ids });
    setRefusal(answer.ok ? null : answer);
    if (!answer.ok) return;
    const count = answer.data?.crmStuckRetry?.count ?? 0;
    toast({ status: "success", title: intl.formatMessage({ id: "stuck.retried" }, { count }) });
    onDone();
  };

  const skip = async (ids: string[], reason: string) => {
    const answer = await runSkip({ ids, reason });
    setRefusal(answer.ok ? null : answer);
    // The reason stays in the dialog, whatever went wrong.
    if (!answer.ok) return;
    const count = answer.data?.crmStuckSkip?.count ?? 0;
    setIsAskingReason(false);
    toast({ status: "success", title: intl.formatMessage({ id: "stuck.skipped" }, { count }) });
    onDone();
  };

  return {
    retry,
    skip,
    isRetrying,
    isSkipping,
    isAskingReason,
    refusal,
    askReason: () => {
      setRefusal(null);
      setIsAskingReason(true);
    },
    cancel: () => {
      setRefusal(null);
      setIsAskingReason(false);
    },
  };
}

function columns(
  chosen: ReadonlySet<string>,
  setChosen: (chosen: ReadonlySet<string>) => void,
): Column<Delivery>[] {
  return [
    {
      key: "fact",
      title: <FormattedMessage id="stuck.fact" />,
      render: (row) => (
        <CheckboxField
          label={`${row.factCode} ${row.factKey}`}
          value={chosen.has(row.id)}
          onChange={(isChosen) => {
            const next = new Set(chosen);
            if (isChosen) next.add(row.id);
            else next.delete(row.id);
            setChosen(next);
          }}
        />
      ),
    },
    { key: "handler", title: <FormattedMessage id="stuck.handler" />, render: (row) => <code>{row.handler}</code> },
    { key: "when", title: <FormattedMessage id="stuck.when" />, render: (row) => <DateTime value={row.occurredAt} /> },
    { key: "tries", title: <FormattedMessage id="stuck.tries" />, align: "end", render: (row) => row.tries },
    { key: "error", title: <FormattedMessage id="stuck.error" />, render: (row) => row.lastError },
  ];
}

interface PagesProps {
  hasFirst: boolean;
  next: string | null;
  onTurn: (cursor: string | null) => void;
}

function Pages({ hasFirst, next, onTurn }: PagesProps) {
  return (
    <div className="crm-row">
      {hasFirst && (
        <Button
          onClick={() => {
            onTurn(null);
          }}
        >
          <FormattedMessage id="stuck.first" />
        </Button>
      )}
      {next !== null && (
        <Button
          onClick={() => {
            onTurn(next);
          }}
        >
          <FormattedMessage id="stuck.next" />
        </Button>
      )}
    </div>
  );
}
