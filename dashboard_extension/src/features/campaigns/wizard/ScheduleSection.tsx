/** The second person's word where it is needed, and the last question: how many people, at what cost. */
import { useState } from "react";
import { FormattedMessage, type IntlShape, useIntl } from "react-intl";
import { useNavigate } from "react-router";

import { useCrmQuery } from "../../../api";
import { CampaignDryRunDocument, type CampaignDryRunQuery } from "../../../api/generated/campaigns";
import { Button, ConfirmDialog, Section } from "../../../ui";
import type { Review } from "./useReview";

interface Props {
  readonly review: Review;
  readonly name: string;
  readonly approvalAbove: number | null;
}

export function ScheduleSection({ review, name, approvalAbove }: Props) {
  const intl = useIntl();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const { isChecked, isMissingApproval } = review;
  const onSchedule = async () => {
    const isDone = await review.schedule();
    setAsking(false);
    if (isDone) void navigate(`/campaigns/${encodeURIComponent(review.id)}`);
  };
  return (
    <Section title={intl.formatMessage({ id: "campaigns.scheduling" })}>
      {!isChecked && (
        <p>
          <FormattedMessage id="campaigns.check_first" />
        </p>
      )}
      {isMissingApproval && <Approval review={review} above={approvalAbove ?? 0} />}
      <div className="crm-row">
        <Button
          tone="primary"
          disabled={!isChecked || isMissingApproval}
          onClick={() => {
            setAsking(true);
          }}
        >
          <FormattedMessage id="campaigns.schedule" />
        </Button>
      </div>
      {isAsking && (
        <LastQuestion
          review={review}
          name={name}
          onConfirm={onSchedule}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </Section>
  );
}

function Approval({ review, above }: { readonly review: Review; readonly above: number }) {
  return (
    <>
      <p>
        <FormattedMessage id="campaigns.needs_approval" values={{ above }} />
      </p>
      <div className="crm-row">
        <Button isBusy={review.isApproving} onClick={() => void review.approve()}>
          <FormattedMessage id="campaigns.approve" />
        </Button>
      </div>
    </>
  );
}

interface LastQuestionProps {
  readonly review: Review;
  readonly name: string;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

function LastQuestion({ review, name, onConfirm, onClose }: LastQuestionProps) {
  const intl = useIntl();
  const dryRun = useCrmQuery(CampaignDryRunDocument, { id: review.id });
  const people = review.campaign?.checkedPeople ?? 0;
  return (
    <ConfirmDialog
      isOpen
      isBusy={review.isScheduling}
      title={intl.formatMessage({ id: "campaigns.schedule_title" }, { name })}
      text={intl.formatMessage(
        { id: "campaigns.schedule_text" },
        { people, cost: costOf(intl, dryRun.data, review.version) },
      )}
      confirmLabel={intl.formatMessage({ id: "campaigns.schedule" })}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}

/** What the messages cost by the dry run of this very version; "unknown" without one. */
function costOf(intl: IntlShape, data: CampaignDryRunQuery | undefined, version: number): string {
  const dryRun = data?.crmCampaign?.dryRun;
  if (!dryRun?.report || dryRun.version !== version || dryRun.report.cost.length === 0) return "unknown";
  return dryRun.report.cost
    .map(({ amount, currency }) => intl.formatNumber(amount, { style: "currency", currency }))
    .join(" + ");
}
