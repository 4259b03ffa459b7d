/** What can be done with a campaign where it stands now; what cannot be undone is asked about. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useNavigate } from "react-router";

import { useCrmMutation } from "../../../api";
import {
  CampaignArchiveDocument,
  CampaignCancelDocument,
  CampaignDuplicateDocument,
  CampaignPauseDocument,
  CampaignResumeDocument,
} from "../../../api/generated/campaigns";
import { Button, ConfirmDialog, LinkButton, useToast } from "../../../ui";
import type { Campaign } from "./CampaignPage";

type Act = "pause" | "resume" | "cancel" | "archive" | "duplicate";
type Answer = { readonly errors: readonly { readonly message?: string | null }[] } | null | undefined;

const ACTS: Readonly<Record<string, readonly Act[]>> = {
  DRAFT: ["duplicate", "archive"],
  CHECKED: ["duplicate", "archive"],
  SCHEDULED: ["pause", "duplicate", "cancel"],
  SENDING: ["pause", "duplicate", "cancel"],
  PAUSED: ["resume", "duplicate", "cancel"],
  CANCELED: ["duplicate", "archive"],
  DONE: ["duplicate", "archive"],
};
const ASKED: ReadonlySet<Act> = new Set(["cancel", "archive"]);

interface Props {
  readonly campaign: Campaign;
}

export function Actions({ campaign }: Props) {
  const intl = useIntl();
  const toast = useToast();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Act | null>(null);
  const [pause] = useCrmMutation(CampaignPauseDocument);
  const [resume] = useCrmMutation(CampaignResumeDocument);
  const [cancel] = useCrmMutation(CampaignCancelDocument);
  const [archive] = useCrmMutation(CampaignArchiveDocument);
  const [duplicate] = useCrmMutation(CampaignDuplicateDocument);
  const { id, name } = campaign;

  const answers: Record<Act, () => Promise<Answer>> = {
    pause: async () => (await pause({ id })).data?.crmCampaignPause,
    resume: async () => (await resume({ id })).data?.crmCampaignResume,
    cancel: async () => (await cancel({ id })).data?.crmCampaignCancel,
    archive: async () => (await archive({ id })).data?.crmCampaignArchive,
    duplicate: async () => {
      const copy = intl.formatMessage({ id: "campaigns.copy_of" }, { name });
      const answer = (await duplicate({ id, name: copy })).data?.crmCampaignDuplicate;
      if (answer?.campaign) void navigate(`/campaigns/${encodeURIComponent(answer.campaign.id)}/edit`);
      return answer;
    },
  };
  const act = async (what: Act) => {
    setAsked(null);
    const answer = await answers[what]();
    const fault = answer?.errors[0]?.message;
    if (fault) toast({ status: "error", title: intl.formatMessage({ id: "campaigns.refused" }), text: fault });
    else if (answer) toast({ status: "success", title: intl.formatMessage({ id: `campaigns.did.${what}` }) });
  };
  const acts = campaign.archivedAt == null ? (ACTS[campaign.state] ?? []) : (["duplicate"] as const);
  const isEditable = campaign.archivedAt == null && campaign.state !== "DONE" && campaign.state !== "CANCELED";
  return (
    <>
      {isEditable && (
        <LinkButton to={`/campaigns/${encodeURIComponent(id)}/edit`}>
          <FormattedMessage id="campaigns.edit" />
        </LinkButton>
      )}
      {acts.map((what) => (
        <Button
          key={what}
          onClick={() => {
            if (ASKED.has(what)) setAsked(what);
            else void act(what);
          }}
        >
          <FormattedMessage id={`campaigns.act.${what}`} />
        </Button>
      ))}
      {asked && (
        <ConfirmDialog
          isOpen
          isDangerous
          title={intl.formatMessage({ id: `campaigns.ask.${asked}` }, { name })}
          text={intl.formatMessage({ id: `campaigns.ask_text.${asked}` })}
          confirmLabel={intl.formatMessage({ id: `campaigns.act.${asked}` })}
          onConfirm={() => void act(asked)}
          onClose={() => {
            setAsked(null);
          }}
        />
      )}
    </>
  );
}
