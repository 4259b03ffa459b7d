/** One import: its columns, what would come of it, how far it is, what is wrong, and its undoing. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useParams } from "react-router";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import {
  ImportCancelDocument,
  ImportDocument,
  ImportRehearseDocument,
  ImportRetryDocument,
  ImportRunDocument,
  ImportUndoDocument,
  type ImportQuery,
} from "../../api/generated/imports";
import { Count, DateTime } from "../../i18n";
import {
  Button,
  Chip,
  ConfirmDialog,
  EmptyState,
  Facts,
  FormErrors,
  JobProgress,
  Page,
  QueryView,
  Section,
  Stack,
  usePolling,
} from "../../ui";
import { ColumnsForm } from "./columns-form";
import { FaultsSection } from "./faults-section";
import { IMPORTS } from "./paths";
import { isAtWork, stepsOf, toneOf } from "./states";
import { told } from "./told";

export type WholeImport = NonNullable<ImportQuery["crmImport"]>;

const POLL_MS = 2000;

export default function ImportPage() {
  const intl = useIntl();
  const { id = "" } = useParams();
  const query = useCrmQuery(ImportDocument, { id }, { keepPrevious: false });
  const job = query.data?.crmImport ?? null;
  usePolling(query.retry, POLL_MS, job !== null && isAtWork(job));
  return (
    <Page
      title={job?.fileName ?? intl.formatMessage({ id: "imports.one" })}
      breadcrumbs={[{ label: intl.formatMessage({ id: "imports.title" }), to: IMPORTS }]}
      {...(job === null ? {} : { subtitle: <Subtitle job={job} /> })}
    >
      <QueryView
        query={query}
        isEmpty={(data) => !data.crmImport}
        empty={<EmptyState title={intl.formatMessage({ id: "imports.gone" })} />}
      >
        {({ crmImport }) => crmImport && <Content job={crmImport} />}
      </QueryView>
    </Page>
  );
}

function Subtitle({ job }: { job: WholeImport }) {
  const intl = useIntl();
  return (
    <Stack isRow>
      <Chip>{told(intl, `imports.kind.${job.kind}`, job.kind)}</Chip>
      <Chip tone={toneOf(job.state)}>
        <FormattedMessage id={`imports.state.${job.state}`} />
      </Chip>
      <span>
        <FormattedMessage id="imports.begunAt" values={{ at: <DateTime value={job.createdAt} /> }} />
      </span>
    </Stack>
  );
}

function Content({ job }: { job: WholeImport }) {
  const steps = stepsOf(job);
  return (
    <Stack>
      <ProgressSection job={job} />
      {job.rows > 0 && <OutcomeSection job={job} />}
      {steps.canMap && <ColumnsForm key={job.id} job={job} />}
      {(job.refused > 0 || job.kept > 0) && <FaultsSection id={job.id} url={job.faultsUrl} />}
    </Stack>
  );
}

function ProgressSection({ job }: { job: WholeImport }) {
  const intl = useIntl();
  return (
    <Section title={intl.formatMessage({ id: "imports.progress" })}>
      {isAtWork(job) && (
        <JobProgress
          state="running"
          done={job.handled}
          total={job.rows === 0 ? null : job.rows}
          label={intl.formatMessage({ id: `imports.state.${job.state}` })}
          startedAt={null}
        />
      )}
      <p role="status">
        <FormattedMessage id={`imports.next.${job.state}`} />
      </p>
      {job.fileProblem && (
        <p className="crm-field__error">
          {told(intl, `imports.fileProblem.${job.fileProblem}`, job.fileMessage)}
          {job.fileProblemRow !== null && (
            <>
              {" "}
              <FormattedMessage id="imports.inRow" values={{ row: job.fileProblemRow }} />
            </>
          )}
        </p>
      )}
      <StepButtons job={job} />
    </Section>
  );
}

type Step = "rehearse" | "run" | "cancel" | "retry" | "undo";

function StepButtons({ job }: { job: WholeImport }) {
  const intl = useIntl();
  const [asked, setAsked] = useState<Step | null>(null);
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const { take, isBusy } = useSteps(job.id);
  const { canRehearse, canRun, canCancel, canRetry, canUndo } = stepsOf(job);
  const offered = ([
    ["cancel", canCancel],
    ["undo", canUndo],
    ["retry", canRetry],
    ["rehearse", canRehearse],
    ["run", canRun],
  ] as const).flatMap(([step, can]) => (can ? [step] : []));

  const go = async (step: Step): Promise<void> => {
    setAnswer(await take(step));
    setAsked(null);
  };
  return (
    <>
      <FormErrors answer={answer} />
      <Stack isRow>
        {offered.map((step) => (
          <Button
            key={step}
            tone={step === "run" && job.state === "REHEARSED" ? "primary" : "secondary"}
            isBusy={isBusy}
            onClick={() => {
              if (step === "rehearse" || step === "retry") void go(step);
              else setAsked(step);
            }}
          >
            <FormattedMessage id={`imports.step.${step}`} />
          </Button>
        ))}
      </Stack>
      <ConfirmDialog
        title={asked === null ? "" : intl.formatMessage({ id: `imports.step.${asked}` })}
        text={asked === null ? "" : intl.formatMessage({ id: `imports.confirm.${asked}` }, { rows: job.rows })}
        confirmLabel={asked === null ? "" : intl.formatMessage({ id: `imports.step.${asked}` })}
        isOpen={asked !== null}
        isBusy={isBusy}
        isDangerous={asked !== "run"}
        onClose={() => {
          setAsked(null);
        }}
        onConfirm={async () => {
          if (asked !== null) await go(asked);
        }}
      />
    </>
  );
}

function useSteps(id: string) {
  const [rehearse, rehearsing] = useCrmMutation(ImportRehearseDocument);
  const [run, running] = useCrmMutation(ImportRunDocument);
  const [cancel, canceling] = useCrmMutation(ImportCancelDocument);
  const [retry, retrying] = useCrmMutation(ImportRetryDocument);
  const [undo, undoing] = useCrmMutation(ImportUndoDocument);
  const runs = { rehearse, run, cancel, retry, undo };
  const take = (step: Step): Promise<MutationAnswer<unknown>> => runs[step]({ id });
  const isBusy = [rehearsing, running, canceling, retrying, undoing].some(({ fetching }) => fetching);
  return { take, isBusy };
}

/** What came of the rows, or would: a rehearsal has written nothing. */
function OutcomeSection({ job }: { job: WholeImport }) {
  const intl = useIntl();
  if (job.state === "READY") return null;
  const isTrial = job.state === "REHEARSING" || job.state === "REHEARSED";
  const counts = (["created", "changed", "unchanged", "refused", "undone", "kept", "broken"] as const).filter(
    (one) => job[one] > 0 || one === "created" || one === "refused",
  );
  const facts = counts.map((one) => ({
    label: <FormattedMessage id={`imports.count.${one}`} />,
    value: <Count value={job[one]} />,
  }));
  const points = {
    label: <FormattedMessage id={isTrial ? "imports.points.would" : "imports.points"} />,
    value: <Count value={job.points} />,
  };
  return (
    <Section title={intl.formatMessage({ id: isTrial ? "imports.outcome.would" : "imports.outcome" })}>
      <Facts
        facts={[
          { label: <FormattedMessage id="imports.rows" />, value: <Count value={job.rows} /> },
          ...facts,
          ...(job.kind === "opening_balances" ? [points] : []),
        ]}
      />
    </Section>
  );
}
