/** Takes a written campaign further: checks it, has it approved, and schedules it. */
import { useState } from "react";

import { type Problem, useCrmMutation, useCrmQuery } from "../../../api";
import {
  CampaignApproveDocument,
  CampaignCheckDocument,
  CampaignDocument,
  CampaignScheduleDocument,
} from "../../../api/generated/campaigns";
import type { Wizard } from "./useWizard";

interface Answer {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  readonly error: { readonly message: string } | null;
}

const REQUEST_FAILED = "REQUEST_FAILED";

export function useReview(wizard: Wizard, id: string) {
  const { data } = useCrmQuery(CampaignDocument, { id });
  const [check, checking] = useCrmMutation(CampaignCheckDocument);
  const [approve, approving] = useCrmMutation(CampaignApproveDocument);
  const [schedule, scheduling] = useCrmMutation(CampaignScheduleDocument);
  const [problems, setProblems] = useState<readonly Problem[] | null>(null);
  const campaign = data?.crmCampaign ?? null;
  const version = wizard.state.saved?.version ?? 0;
  const isCurrent = wizard.state.status === "saved" && campaign?.version === version;

  /** Saves what is still on its way, then acts on the version that was saved. */
  const act = async (answer: (version: number) => Promise<Answer>): Promise<boolean> => {
    const { status, saved } = await wizard.saver.flush();
    if (status !== "saved" || saved === null) return false;
    const { ok, problems: found, error } = await answer(saved.version);
    setProblems(error ? [{ field: null, code: REQUEST_FAILED, message: error.message }] : found);
    return ok;
  };
  const isChecked = isCurrent && campaign.isChecked;
  return {
    id,
    version,
    campaign,
    problems,
    isChecked,
    isMissingApproval: isChecked && campaign.needsApproval && !campaign.isApproved,
    check: () => act(() => check({ id })),
    approve: () => act((at) => approve({ id, version: at })),
    schedule: () => act((at) => schedule({ id, version: at })),
    isChecking: checking.fetching,
    isApproving: approving.fetching,
    isScheduling: scheduling.fetching,
  };
}

export type Review = ReturnType<typeof useReview>;
