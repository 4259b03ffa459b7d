/** The draft on screen: saved while it is written, kept in this tab until it is, and undone where a piece was taken away. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useCrmMutation } from "../../../api";
import {
  TemplateDraftSaveDocument,
  type TemplateDraftSaveMutation,
  type TemplateQuery,
  type TemplateStateFragment,
} from "../../../api/generated/templates";
import { DraftSaver, useDraft, type SaveStatus, type Sent } from "../../../ui";
import { draftOf, isSavable, type Draft } from "./draft";
import type { Fault } from "./faults";

export type Template = NonNullable<TemplateQuery["crmTemplate"]>;

/** What the API knows the newest version by; empty while there is none. */
interface Saved {
  readonly fingerprint: string;
  /** What stands against publishing it, as far as that is known. */
  readonly faults: readonly Fault[];
}

interface Kept {
  readonly draft: Draft;
  readonly basedOn: string;
}

/** What was taken away, and how it was before. */
interface Undoable {
  readonly text: string;
  readonly former: Draft;
}

export interface Editing {
  readonly draft: Draft;
  readonly change: (change: (draft: Draft) => Draft) => void;
  /** Changes what can be taken back by one button; `text` says what was done. */
  readonly changeUndoably: (text: string, change: (draft: Draft) => Draft) => void;
  readonly undoable: Undoable | null;
  readonly undo: () => void;
  readonly status: SaveStatus;
  readonly refusals: readonly string[];
  readonly faults: readonly Fault[];
  /** Whether there is a draft, saved or not. */
  readonly hasDraft: boolean;
  /** Goes on with what is published, now that the draft is thrown away. */
  readonly startOver: () => void;
  /** Saves what is not saved yet; says whether all of it is. */
  readonly flush: () => Promise<boolean>;
  /** Goes on with what the shop has now, and forgets what is here. */
  readonly takeNewer: () => void;
  /** Goes on with what is here, in place of what somebody else has written; `newest` is theirs. */
  readonly keepMine: () => void;
}

type Answer = NonNullable<TemplateDraftSaveMutation["crmTemplateDraftSave"]>;

export function useEditing(template: Template, onConflict: () => void): Editing {
  const send = useSend(template.id, onConflict);
  const [kept, keep, forget] = useDraft<Kept | null>(`template:${template.id}`, null);
  const begin = (): Kept => ({ draft: written(template), basedOn: newestOf(template)?.fingerprint ?? "" });
  const [{ first, isRestored }] = useState(() => ({ first: kept ?? begin(), isRestored: kept !== null }));
  const [saver, setSaver] = useState(() => makeSaver(send, first.basedOn, template.draft?.faults, isRestored));
  const [draft, setDraft] = useState(first.draft);
  const [undoable, setUndoable] = useState<Undoable | null>(null);
  const { status, saved, fieldErrors } = useSyncExternalStore(saver.subscribe, saver.snapshot);

  const latest = useRef(first.draft);
  const basedOn = saved?.fingerprint ?? "";
  const put = useCallback(
    (next: Draft) => {
      latest.current = next;
      keep({ draft: next, basedOn });
      setDraft(next);
      saver.change(next);
    },
    [saver, keep, basedOn],
  );
  const change = useCallback(
    (changeDraft: (draft: Draft) => Draft) => {
      setUndoable(null);
      put(changeDraft(latest.current));
    },
    [put],
  );

  const start = useCallback(
    (next: Kept, faultsOfIt: readonly Fault[] = []) => {
      latest.current = next.draft;
      setDraft(next.draft);
      setUndoable(null);
      const made = makeSaver(send, next.basedOn, faultsOfIt);
      setSaver(made);
      return made;
    },
    [send],
  );

  const [firstSaver] = useState(saver);
  useEffect(() => {
    // What was kept in this tab is sent as soon as the page is back.
    if (isRestored && saver === firstSaver) saver.change(first.draft);
    return () => {
      saver.stop();
    };
  }, [saver, firstSaver, isRestored, first]);
  // A kept draft is forgotten once all of it is saved. What was written while an earlier text was on its way
  // goes on from what that has become: else it would be taken for somebody else's when the page is back.
  useEffect(() => {
    if (status === "saved") forget();
    else keep({ draft: latest.current, basedOn });
  }, [status, forget, keep, basedOn]);

  // Somebody else has written meanwhile, and nothing was changed here: theirs is shown.
  const newest = newestOf(template)?.fingerprint ?? "";
  const seen = useRef(newest);
  useEffect(() => {
    if (newest === seen.current) return;
    seen.current = newest;
    if (saver.snapshot().status === "saved" && newest !== saver.snapshot().saved?.fingerprint) {
      start({ draft: written(template), basedOn: newest }, template.draft?.faults);
    }
  }, [newest, saver, start, template]);

  return {
    draft,
    change,
    changeUndoably: (text, changeDraft) => {
      const former = latest.current;
      put(changeDraft(former));
      setUndoable({ text, former });
    },
    undoable,
    undo: () => {
      if (undoable === null) return;
      setUndoable(null);
      put(undoable.former);
    },
    status,
    refusals: Object.values(fieldErrors),
    faults: saved?.faults ?? [],
    hasDraft: template.draft !== null || status !== "saved" || basedOn !== newest,
    flush: async () => (await saver.flush()).status === "saved",
    takeNewer: () => {
      forget();
      start({ draft: written(template), basedOn: newest }, template.draft?.faults);
    },
    startOver: () => {
      const { published, kind, defaultLanguage } = template;
      forget();
      start({ draft: draftOf(published, kind, defaultLanguage), basedOn: published?.fingerprint ?? "" });
    },
    keepMine: () => {
      const mine = latest.current;
      const made = start({ draft: mine, basedOn: newest });
      made.change(mine);
      void made.flush();
    },
  };
}

export function newestOf({ draft, published }: Template): TemplateStateFragment | null {
  return draft ?? published;
}

function written(template: Template): Draft {
  return draftOf(newestOf(template), template.kind, template.defaultLanguage);
}

function makeSaver(
  send: ReturnType<typeof useSend>,
  fingerprint: string,
  faults: readonly Fault[] = [],
  isUnsaved = false,
) {
  return new DraftSaver<Draft, Saved>(send, { fingerprint, faults }, { isSavable, isUnsaved });
}

function useSend(template: string, onConflict: () => void) {
  const [save] = useCrmMutation(TemplateDraftSaveDocument, { refresh: false });
  return useCallback(
    async ({ contents, variants }: Draft, saved: Saved | null): Promise<Sent<Saved>> => {
      const basedOn = saved?.fingerprint ?? "";
      const { data, fieldErrors } = await save({ template, contents: [...contents], variants, basedOn });
      const sent = sentOf(data?.crmTemplateDraftSave, fieldErrors);
      if (sent.kind === "conflict") onConflict();
      return sent;
    },
    [save, template, onConflict],
  );
}

function sentOf(answer: Answer | null | undefined, fieldErrors: Readonly<Record<string, string>>): Sent<Saved> {
  if (!answer) return { kind: "offline" };
  if (answer.version) {
    const { fingerprint, faults } = answer.version;
    return { kind: "saved", saved: { fingerprint, faults } };
  }
  if (answer.errors.some(({ code }) => code === "CHANGED_MEANWHILE")) return { kind: "conflict" };
  return { kind: "refused", fieldErrors };
}
