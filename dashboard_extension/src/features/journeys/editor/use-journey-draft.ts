/** The draft with its history, and what is done to it in the shop. */
import { useCallback, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { useCrmMutation, type MutationAnswer } from "../../../api";
import {
  JourneyCreateDocument,
  JourneyPublishDocument,
  JourneySaveDocument,
  JourneyValidateDocument,
  type JourneyStateFragment,
} from "../../../api/generated/journeys";
import { useDraft, useToast } from "../../../ui";
import { whyNot } from "../answers";
import type { Definition } from "../model/definition";
import { readDefinition } from "../model/definition";
import { begun, changed, redone, undone } from "../model/history";
import type { Problem } from "../model/problems";
import { useWords } from "../words";

/** What is kept by the browser while it is not saved. */
interface Kept {
  readonly basedOn: string;
  readonly definition: Definition;
}

export interface Opened {
  readonly journey: JourneyStateFragment;
  readonly definition: Definition;
  readonly fingerprint: string;
}

const MALFORMED = "INVALID_DEFINITION";
const CHANGED = "CHANGED_MEANWHILE";

function useHistory({ journey, definition, fingerprint }: Opened) {
  const [stored, keep, forget] = useDraft<Kept | null>(`journey-${journey.id}`, null);
  const [first] = useState(() => (readDefinition(stored?.definition) === null ? null : stored));
  const [history, setHistory] = useState(() => begun(first?.definition ?? definition));
  const [saved, setSaved] = useState<Kept>({
    definition,
    basedOn: first?.basedOn ?? fingerprint,
  });
  const { present } = history;
  const { basedOn } = saved;
  const isDirty = present !== saved.definition;
  useEffect(() => {
    if (isDirty) {
      keep({ basedOn, definition: present });
    } else {
      forget();
    }
  }, [isDirty, basedOn, present, keep, forget]);
  const drop = useCallback(() => {
    setHistory(begun(definition));
    setSaved({ definition, basedOn: fingerprint });
  }, [definition, fingerprint]);
  return { history, setHistory, saved, setSaved, isDirty, isKept: first !== null, drop, forget };
}

/** Who has written meanwhile, as the refusal names them. */
function otherWriter(answer: MutationAnswer<unknown>): string | undefined {
  const refusal = answer.problems.find(({ code }) => code === CHANGED);
  return refusal && (/^(\S+:\d+)/.exec(refusal.message)?.[1] ?? "");
}

export function useJourneyDraft(opened: Opened) {
  const { journey } = opened;
  const { say } = useWords();
  const toast = useToast();
  const navigate = useNavigate();
  const { history, setHistory, saved, setSaved, isDirty, isKept, drop, forget } = useHistory(opened);
  const definition = history.present;
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [isChecked, setIsChecked] = useState(false);
  /** Who has changed it meanwhile: "" for somebody, null for nobody. */
  const [conflict, setConflict] = useState<string | null>(null);
  const [runSave, saving] = useCrmMutation(JourneySaveDocument);
  const [runValidate, validating] = useCrmMutation(JourneyValidateDocument, { refresh: false });
  const [runPublish, publishing] = useCrmMutation(JourneyPublishDocument);
  const [runCreate, copying] = useCrmMutation(JourneyCreateDocument);

  const change = useCallback(
    (next: Definition, about?: string) => {
      setHistory((before) => changed(before, next, about));
      setIsChecked(false);
    },
    [setHistory],
  );

  const fail = (title: string, text: string) => {
    toast({ status: "error", title: say(title), text });
  };

  async function validate(): Promise<boolean> {
    const answer = await runValidate({ definition });
    const found = answer.data?.crmJourneyValidate;
    if (!found) {
      fail("journeys.notChecked", whyNot(answer));
      return false;
    }
    setProblems(found.problems);
    setIsChecked(true);
    return found.isValid;
  }

  async function refused(answer: MutationAnswer<unknown>): Promise<void> {
    const writer = otherWriter(answer);
    if (writer !== undefined) {
      setConflict(writer);
    } else if (answer.problems.some(({ code }) => code === MALFORMED)) {
      await validate();
      fail("journeys.notSaved", say("journeys.mendFirst"));
    } else {
      fail("journeys.notSaved", whyNot(answer));
    }
  }

  async function save(): Promise<boolean> {
    const answer = await runSave({ id: journey.id, definition, basedOn: saved.basedOn });
    const draft = answer.data?.crmJourneyUpdate?.journey?.draft;
    if (!answer.ok || !draft) {
      await refused(answer);
      return false;
    }
    setSaved({ definition, basedOn: draft.fingerprint });
    toast({ status: "success", title: say("journeys.saved") });
    return true;
  }

  async function publish(): Promise<void> {
    if ((isDirty && !(await save())) || !(await validate())) {
      return;
    }
    const answer = await runPublish({ id: journey.id });
    if (answer.ok) {
      toast({ status: "success", title: say("journeys.published") });
    } else {
      fail("journeys.notPublished", whyNot(answer));
    }
  }

  async function keepAsCopy(): Promise<void> {
    const code = `${journey.code.slice(0, 50)}-${Date.now().toString(36)}`;
    const name = say("journeys.copyOf", { name: journey.name }).slice(0, 120);
    const answer = await runCreate({ code, name, definition });
    const copy = answer.data?.crmJourneyCreate?.journey;
    if (!copy) {
      fail("journeys.notSaved", whyNot(answer));
      return;
    }
    forget();
    setConflict(null);
    void navigate(`/journeys/${encodeURIComponent(copy.id)}`);
  }

  return {
    definition,
    change,
    problems,
    isChecked,
    conflict,
    isDirty,
    isKept: isKept && isDirty,
    drop,
    forget,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: () => {
      setHistory(undone);
    },
    redo: () => {
      setHistory(redone);
    },
    isBusy: saving.fetching || validating.fetching || publishing.fetching || copying.fetching,
    validate,
    save,
    publish,
    keepAsCopy,
  };
}

export type JourneyDraft = ReturnType<typeof useJourneyDraft>;
