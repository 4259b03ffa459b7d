/** A look at what the campaign would do: asked for, watched while a worker looks, and read. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";

import { useCrmMutation, useCrmQuery } from "../../api";
import {
  CampaignDryRunCancelDocument,
  CampaignDryRunDocument,
  type CampaignDryRunQuery,
  CampaignDryRunStartDocument,
  CampaignSamplesDocument,
} from "../../api/generated/campaigns";
import { Relative } from "../../i18n";
import { Button, JobProgress, QueryView, Section, Stack, usePolling } from "../../ui";
import { LetterPreview } from "../../ui/letter-preview";
import { DryRunReport } from "./DryRunReport";

export type DryRun = NonNullable<NonNullable<CampaignDryRunQuery["crmCampaign"]>["dryRun"]>;

interface Props {
  readonly id: string;
  /** The version on the screen: a report about another one says so. */
  readonly version: number;
}

const POLL_MS = 2_000;

const isAtWork = (dryRun: DryRun | null | undefined): boolean =>
  dryRun?.state === "WAITING" || dryRun?.state === "RUNNING";

export function DryRunPanel({ id, version }: Props) {
  const intl = useIntl();
  const query = useCrmQuery(CampaignDryRunDocument, { id });
  const [start, starting] = useCrmMutation(CampaignDryRunStartDocument);
  const [cancel] = useCrmMutation(CampaignDryRunCancelDocument);
  const [fault, setFault] = useState("");
  const dryRun = query.data?.crmCampaign?.dryRun;
  usePolling(query.retry, POLL_MS, isAtWork(dryRun));

  const onStart = async () => {
    const { data } = await start({ id });
    setFault(data?.crmCampaignDryRun?.errors[0]?.message ?? "");
  };
  return (
    <Section
      title={intl.formatMessage({ id: "campaigns.dry_run" })}
      actions={
        <Button disabled={starting.fetching || isAtWork(dryRun)} onClick={() => void onStart()}>
          <FormattedMessage id="campaigns.dry_run_start" />
        </Button>
      }
    >
      <p>
        <FormattedMessage id="campaigns.dry_run_text" />
      </p>
      {fault && <p role="alert">{fault}</p>}
      <QueryView query={query}>
        {() => dryRun && <Told dryRun={dryRun} id={id} version={version} onCancel={() => void cancel({ id: dryRun.id })} />}
      </QueryView>
    </Section>
  );
}

interface ToldProps extends Props {
  readonly dryRun: DryRun;
  readonly onCancel: () => void;
}

function Told({ dryRun, id, version, onCancel }: ToldProps) {
  const intl = useIntl();
  if (isAtWork(dryRun)) {
    return (
      <JobProgress
        done={dryRun.done}
        total={dryRun.people ?? null}
        label={intl.formatMessage({ id: "campaigns.dry_run" })}
        state={dryRun.state === "WAITING" ? "waiting" : "running"}
        startedAt={dryRun.createdAt}
        onCancel={onCancel}
      />
    );
  }
  if (!dryRun.report) {
    return (
      <p role="alert">
        <FormattedMessage id={`campaigns.dry_run_${dryRun.state === "CANCELED" ? "canceled" : "failed"}`} /> {dryRun.error}
      </p>
    );
  }
  return (
    <Stack>
      {dryRun.finishedAt != null && (
        <p>
          <FormattedMessage id="campaigns.dry_run_at" values={{ at: <Relative value={dryRun.finishedAt} /> }} />
        </p>
      )}
      {dryRun.version !== version && (
        <p role="status">
          <FormattedMessage id="campaigns.dry_run_old" />
        </p>
      )}
      <DryRunReport report={dryRun.report} />
      <Samples id={id} />
    </Stack>
  );
}

function Samples({ id }: { readonly id: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <>
      <Button
        aria-expanded={isShown}
        onClick={() => {
          setShown(!isShown);
        }}
      >
        <FormattedMessage id="campaigns.samples" />
      </Button>
      {isShown && <ShownSamples id={id} />}
    </>
  );
}

function ShownSamples({ id }: { readonly id: string }) {
  const query = useCrmQuery(CampaignSamplesDocument, { id });
  return (
    <QueryView query={query}>
      {({ crmCampaign }) => {
        const samples = crmCampaign?.dryRun?.samples;
        if (!samples) return <FormattedMessage id="campaigns.samples_no_access" />;
        return samples.map((one) => (
          <div key={`${one.profile} ${one.variant}`}>
            {one.fault ? (
              <p role="alert">{one.fault}</p>
            ) : (
              <LetterPreview
                subject={`${one.subject} (${one.variant}, ${one.language})`}
                html={one.html}
                text={one.text}
                language={one.language}
              />
            )}
          </div>
        ));
      }}
    </QueryView>
  );
}
