/** The draft on the screen, kept in this tab and saved while it is written. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";

import { useCrmMutation } from "../../../api";
import { useBridge } from "../../../app-bridge";
import { CampaignCreateDocument, type CampaignQuery, CampaignUpdateDocument } from "../../../api/generated/campaigns";
import { DraftSaver, type Sent } from "../../../ui";
import { type CampaignDraft, isSavable, readDraft, writeDefinition } from "../definition";
import { forgetDraft, keepDraft, keptDraft } from "../keptDraft";

export type Campaign = NonNullable<CampaignQuery["crmCampaign"]>;

/** The campaign as the API knows it. */
interface Saved {
  readonly id: string;
  readonly version: number;
}

interface Answer {
  readonly campaign?: { readonly id: string; readonly version: number } | null;
  readonly errors: readonly { readonly code: string }[];
}

interface Result {
  readonly fieldErrors: Readonly<Record<string, string>>;
  readonly error: unknown;
}

function sentOf(answer: Answer | null | undefined, { fieldErrors }: Result): Sent<Saved> {
  if (!answer) return { kind: "offline" };
  if (answer.campaign) return { kind: "saved", saved: { id: answer.campaign.id, version: answer.campaign.version } };
  if (answer.errors.some(({ code }) => code === "CHANGED_MEANWHILE")) return { kind: "conflict" };
  return { kind: "refused", fieldErrors };
}

/** Saves a draft: makes the campaign the first time, then changes it. */
export function useSend() {
  const [create] = useCrmMutation(CampaignCreateDocument, { refresh: false });
  const [update] = useCrmMutation(CampaignUpdateDocument, { refresh: false });
  return useCallback(
    async (draft: CampaignDraft, saved: Saved | null): Promise<Sent<Saved>> => {
      const said = { name: draft.name.trim(), definition: writeDefinition(draft) };
      if (saved === null) {
        const made = await create({ ...said, kind: draft.kind });
        return sentOf(made.data?.crmCampaignCreate, made);
      }
      const changed = await update({ ...said, id: saved.id, version: saved.version });
      return sentOf(changed.data?.crmCampaignUpdate, changed);
    },
    [create, update],
  );
}

/** Before a campaign is scheduled nobody was promised anything: only then an edit may save itself. */
export function isInPreparation(state: string): boolean {
  return state === "DRAFT" || state === "CHECKED";
}

export function useWizard(campaign: Campaign | null, begin: CampaignDraft) {
  const send = useSend();
  const id = campaign?.id ?? null;
  const { userEmail: owner } = useBridge();
  const isAutomatic = campaign === null || isInPreparation(campaign.state);
  const [{ saver, first, isRestored }] = useState(() => {
    const kept = keptDraft({ owner, id });
    const read = campaign ? readDraft(campaign.name, campaign.kind, campaign.definition) : begin;
    const at = campaign && { id: campaign.id, version: kept?.version ?? campaign.version };
    const made = new DraftSaver(send, at, { isAutomatic, isSavable, isUnsaved: kept !== null });
    return { saver: made, first: kept?.draft ?? read, isRestored: kept !== null };
  });
  const [draft, setDraft] = useState(first);
  const state = useSyncExternalStore(saver.subscribe, saver.snapshot);

  useEffect(() => {
    if (isRestored) saver.change(first);
    return () => {
      saver.stop();
    };
  }, [saver, first, isRestored]);

  const savedId = state.saved?.id ?? null;
  const version = state.saved?.version ?? null;
  const forget = useCallback(() => {
    forgetDraft({ owner, id });
    forgetDraft({ owner, id: savedId });
  }, [owner, id, savedId]);
  const latest = useRef(first);
  // A kept draft is forgotten once all of it is saved. What was written while an earlier text was on its way
  // goes on from what that has become: else it would be taken for somebody else's when the page is back.
  useEffect(() => {
    if (state.status === "saved") {
      forget();
      return;
    }
    keepDraft({ owner, id: savedId }, { draft: latest.current, version });
    if (savedId !== id) forgetDraft({ owner, id });
  }, [state.status, forget, owner, id, savedId, version]);

  const change = useCallback(
    (changes: Partial<CampaignDraft>) => {
      latest.current = { ...latest.current, ...changes };
      keepDraft({ owner, id: savedId }, { draft: latest.current, version });
      setDraft(latest.current);
      saver.change(latest.current);
    },
    [saver, owner, savedId, version],
  );
  return { draft, change, saver, state, isAutomatic, forget };
}

export type Wizard = ReturnType<typeof useWizard>;
