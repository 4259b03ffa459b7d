/** Where a segment is named and its rule is written, with what it means beside it. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import {
  SegmentCreateDocument,
  SegmentFieldsDocument,
  SegmentUpdateDocument,
  type SegmentCreateMutation,
  type SegmentUpdateMutation,
} from "../../api/generated/segments";
import {
  Button,
  Columns,
  ConflictBanner,
  FormErrors,
  QueryView,
  Section,
  Stack,
  TextArea,
  TextField,
  useDraft,
  useToast,
} from "../../ui";
import { caughtUp, contentOf, draftOf, isDirty, newDraft, type SegmentDraft, type StoredSegment } from "./draft";
import { LiveCount } from "./live-count";
import { byCode, type Fields } from "./rule/fields";
import { NamesProvider } from "./rule/names";
import { canBeAsked, problemsIn } from "./rule/problems";
import { RuleBuilder, type Refusal } from "./rule/rule-builder";
import { RuleSentence } from "./rule/rule-sentence";
import { partAt, type Group } from "./rule/tree";
import "./segments.css";

type Answer = MutationAnswer<SegmentCreateMutation | SegmentUpdateMutation>;

interface SegmentEditorProps {
  /** Null for a new one. */
  readonly segment: StoredSegment | null;
  /** The rule that a new one begins with. */
  readonly startingRule?: unknown;
  readonly onSaved: (id: string) => void;
  /** Somebody else has saved it meanwhile: it is to be read again. */
  readonly onOutdated?: () => void;
}

const LONGEST_NAME = 120;
const LONGEST_DESCRIPTION = 500;
const SHOWN_AT_THEIR_FIELDS = ["name", "description"];

export function SegmentEditor({ segment, ...events }: SegmentEditorProps) {
  const fields = useCrmQuery(SegmentFieldsDocument, {});
  return (
    <QueryView query={fields}>
      {({ crmSegmentFields }) => (
        <NamesProvider>
          <Editor fields={crmSegmentFields} segment={segment} {...events} />
        </NamesProvider>
      )}
    </QueryView>
  );
}

interface EditorProps extends SegmentEditorProps {
  readonly fields: Parameters<typeof byCode>[0];
}

function Editor({ fields: known, segment, startingRule, onSaved, onOutdated }: EditorProps) {
  const fields = useMemo(() => byCode(known), [known]);
  const editing = useEditing(segment, startingRule);
  const { draft, change } = editing;
  const saving = useSaving(editing, segment, { onSaved, onOutdated });
  const problems = useMemo(
    () => (draft.root === null ? new Map() : problemsIn(draft.root, fields)),
    [draft.root, fields],
  );
  const [isTried, setIsTried] = useState(false);
  const isAskable = draft.root === null || canBeAsked(draft.root, fields);
  const isToldByBanner = editing.newer !== null && isOutdated(saving.answer);

  const save = (): void => {
    setIsTried(true);
    if (isAskable) void saving.save();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack>
        {editing.newer !== null && (
          <ConflictBanner
            changedBy={editing.newer.changedBy ?? null}
            changedAt={editing.newer.changedAt}
            onReload={() => {
              saving.forget();
              editing.takeNewer();
            }}
            onKeepCopy={() => {
              void saving.keepCopy();
            }}
          />
        )}
        <FormErrors answer={isToldByBanner ? null : saving.answer} shown={saving.refusal ? [saving.refusal.field] : SHOWN_AT_THEIR_FIELDS} />
        {isTried && !isAskable && <Unfinished />}
        {draft.root === null ? (
          <Words draft={draft} change={change} answer={saving.answer} />
        ) : (
          <Columns
            main={
              <>
                <Words draft={draft} change={change} answer={saving.answer} />
                <Rule
                  fields={fields}
                  root={draft.root}
                  problems={isTried ? problems : NOTHING_MISSING}
                  refusal={saving.refusal}
                  change={change}
                />
              </>
            }
            side={<LiveCount rule={contentOf(draft).rule} isComplete={isAskable} members={segment?.count ?? null} />}
          />
        )}
        <Buttons
          isDirty={editing.isDirty}
          isNew={segment === null}
          isBusy={saving.isBusy}
          isBlocked={editing.newer !== null}
          onDiscard={editing.discard}
        />
      </Stack>
    </form>
  );
}

const NOTHING_MISSING: ReadonlyMap<string, never> = new Map<string, never>();

function Unfinished() {
  return (
    <p role="alert" className="crm-field__error">
      <FormattedMessage id="segments.unfinished" />
    </p>
  );
}

interface WordsProps {
  readonly draft: SegmentDraft;
  readonly change: (change: (draft: SegmentDraft) => SegmentDraft) => void;
  readonly answer: Answer | null;
}

function Words({ draft, change, answer }: WordsProps) {
  const intl = useIntl();
  return (
    <Section title={intl.formatMessage({ id: "segments.words" })} hideTitle>
      <TextField
        label={intl.formatMessage({ id: "segments.name" })}
        value={draft.name}
        onChange={(name) => {
          change((one) => ({ ...one, name }));
        }}
        maxLength={LONGEST_NAME}
        error={answer?.fieldErrors["name"]}
        isRequired
      />
      <TextArea
        label={intl.formatMessage({ id: "segments.description" })}
        value={draft.description}
        onChange={(description) => {
          change((one) => ({ ...one, description }));
        }}
        rows={2}
        maxLength={LONGEST_DESCRIPTION}
        error={answer?.fieldErrors["description"]}
      />
    </Section>
  );
}

interface RuleProps {
  readonly fields: Fields;
  readonly root: Group;
  readonly problems: ReturnType<typeof problemsIn>;
  readonly refusal: Refusal | null;
  readonly change: (change: (draft: SegmentDraft) => SegmentDraft) => void;
}

function Rule({ fields, root, problems, refusal, change }: RuleProps) {
  const intl = useIntl();
  const changeRoot = useCallback(
    (changeTree: (root: Group) => Group) => {
      change((draft) => (draft.root === null ? draft : { ...draft, root: changeTree(draft.root) }));
    },
    [change],
  );
  return (
    <Section title={intl.formatMessage({ id: "segments.rule" })}>
      <RuleSentence root={root} fields={fields} />
      <RuleBuilder fields={fields} root={root} onChange={changeRoot} problems={problems} refusal={refusal} />
    </Section>
  );
}

interface ButtonsProps {
  readonly isDirty: boolean;
  readonly isNew: boolean;
  readonly isBusy: boolean;
  readonly isBlocked: boolean;
  readonly onDiscard: () => void;
}

function Buttons({ isDirty: hasChanges, isNew, isBusy, isBlocked, onDiscard }: ButtonsProps) {
  return (
    <Stack isRow>
      <Button type="submit" tone="primary" isBusy={isBusy} disabled={!hasChanges || isBlocked}>
        <FormattedMessage id={isNew ? "segments.create" : "segments.save"} />
      </Button>
      <Button onClick={onDiscard} disabled={!hasChanges || isBusy}>
        <FormattedMessage id="segments.discard" />
      </Button>
      <span role="status">
        {hasChanges ? <FormattedMessage id="segments.unsaved" /> : <FormattedMessage id="segments.allSaved" />}
      </span>
    </Stack>
  );
}

interface Editing {
  readonly draft: SegmentDraft;
  readonly change: (change: (draft: SegmentDraft) => SegmentDraft) => void;
  readonly isDirty: boolean;
  /** What somebody else has saved since, while there are changes here. */
  readonly newer: StoredSegment | null;
  readonly takeNewer: () => void;
  readonly discard: () => void;
  /** Goes on from what was saved. */
  readonly adopt: (saved: StoredSegment) => void;
}

function useEditing(segment: StoredSegment | null, startingRule: unknown = null): Editing {
  // What was begun with another rule, or with none, is not mixed with this.
  const begun = startingRule === null ? "new" : `new:${JSON.stringify(startingRule)}`;
  const [kept, setKept, forget] = useDraft<SegmentDraft | null>(`segment:${segment?.id ?? begun}`, null);
  const [fresh, setFresh] = useState(() => (segment === null ? newDraft(startingRule) : draftOf(segment)));
  const own = kept ?? fresh;
  const current = segment === null ? own : caughtUp(own, segment);
  const isConflict = current === "conflict";
  const draft = current === "conflict" ? own : current;

  // Two changes may come before the page is drawn again: the second goes on from the first.
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  const change = useCallback(
    (changeDraft: (draft: SegmentDraft) => SegmentDraft) => {
      latest.current = changeDraft(latest.current);
      setKept(latest.current);
    },
    [setKept],
  );
  const adopt = useCallback(
    (saved: StoredSegment) => {
      forget();
      setFresh(draftOf(saved));
    },
    [forget],
  );
  const begin = useCallback(() => {
    forget();
    setFresh(segment === null ? newDraft(startingRule) : draftOf(segment));
  }, [forget, segment, startingRule]);
  return {
    draft,
    change,
    isDirty: isDirty(draft),
    newer: isConflict ? segment : null,
    takeNewer: begin,
    discard: begin,
    adopt,
  };
}

interface Saving {
  readonly save: () => Promise<void>;
  readonly keepCopy: () => Promise<void>;
  readonly answer: Answer | null;
  readonly forget: () => void;
  readonly refusal: (Refusal & { readonly field: string }) | null;
  readonly isBusy: boolean;
}

type Events = Pick<SegmentEditorProps, "onSaved"> & { readonly onOutdated: (() => void) | undefined };

function useSaving(editing: Editing, segment: StoredSegment | null, { onSaved, onOutdated }: Events): Saving {
  const intl = useIntl();
  const toast = useToast();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [create, creating] = useCrmMutation(SegmentCreateDocument);
  const [update, updating] = useCrmMutation(SegmentUpdateDocument);
  const { draft, adopt } = editing;
  const content = contentOf(draft);

  const done = (made: Answer, saved: StoredSegment | null | undefined): void => {
    setAnswer(made);
    if (isOutdated(made)) onOutdated?.();
    if (!made.ok || !saved) return;
    adopt(saved);
    toast({ status: "success", title: intl.formatMessage({ id: "segments.saved" }), text: content.name });
    onSaved(saved.id);
  };
  const createOne = async (name: string): Promise<void> => {
    const { description, rule } = content;
    const made = await create({ name, description, ...(rule === null ? {} : { rule }) });
    done(made, made.data?.crmSegmentCreate?.segment);
  };
  const save = async (): Promise<void> => {
    if (segment === null) {
      await createOne(content.name);
      return;
    }
    const { name, description, rule } = content;
    const made = await update({
      id: segment.id,
      version: draft.version,
      name,
      description,
      ...(rule === null ? {} : { rule }),
    });
    done(made, made.data?.crmSegmentUpdate?.segment);
  };
  const keepCopy = (): Promise<void> =>
    createOne(intl.formatMessage({ id: "segments.copyOf" }, { name: content.name }));
  return {
    save,
    keepCopy,
    answer,
    forget: () => {
      setAnswer(null);
    },
    refusal: refusalIn(answer, draft.root),
    isBusy: creating.fetching || updating.fetching,
  };
}

/** Somebody else has saved it since it was read. */
function isOutdated(answer: Answer | null): boolean {
  return answer?.problems.some(({ code }) => code === "CHANGED_MEANWHILE") === true;
}

/** Returns the first refusal that is about a row of the rule. */
function refusalIn(answer: Answer | null, root: Group | null): Saving["refusal"] {
  const found = answer?.problems.find(({ field }) => field?.startsWith("rule") === true);
  if (found?.field == null || root === null) return null;
  const partId = partAt(root, found.field);
  return partId === undefined ? null : { partId, message: found.message, field: found.field };
}
