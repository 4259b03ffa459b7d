/** The editor of a journey's draft: picture or outline, the open step's settings, and the tools. */
import { lazy, Suspense, useState, type KeyboardEvent } from "react";
import { useBridge } from "../../../app-bridge";
import type { JourneyStateFragment } from "../../../api/generated/journeys";
import { Button, ConflictBanner } from "../../../ui";
import { useKinds } from "../kinds";
import { addAfter } from "../model/editing";
import { BEGINNING } from "../model/problems";
import { useWords } from "../words";
import { AddDialog } from "./add-dialog";
import type { AddingPlace, EditorParts } from "./context";
import { Outline } from "./outline";
import { ProblemList } from "./problem-list";
import { StartPanel } from "./start-panel";
import { StepPanel } from "./step-panel";
import { Toolbar, type View } from "./toolbar";
import { useJourneyDraft, type JourneyDraft, type Opened } from "./use-journey-draft";

const Canvas = lazy(() => import("./canvas"));
const NARROW = "(max-width: 699px)";

function firstView(): View {
  return globalThis.matchMedia(NARROW).matches ? "outline" : "canvas";
}

function peopleOf(journey: JourneyStateFragment): Record<string, number> {
  const standing: Record<string, number> = {};
  for (const row of journey.people) {
    if (row.version === journey.currentVersion?.number) {
      standing[row.step] = (standing[row.step] ?? 0) + row.people;
    }
  }
  return standing;
}

function isInText(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

function Notices({ draft, onReload }: { readonly draft: JourneyDraft; readonly onReload: () => void }) {
  const { say } = useWords();
  const { author } = useKinds();
  return (
    <>
      {draft.isKept && (
        <div role="status" className="crm-journeys-note">
          <p>{say("journeys.kept")}</p>
          <Button onClick={draft.drop}>{say("journeys.dropKept")}</Button>
        </div>
      )}
      {draft.conflict !== null && (
        <ConflictBanner
          changedBy={draft.conflict === "" ? null : author(draft.conflict)}
          changedAt={null}
          onReload={() => {
            draft.forget();
            onReload();
          }}
          onKeepCopy={() => {
            void draft.keepAsCopy();
          }}
        />
      )}
    </>
  );
}

function Halves({ view, parts }: { readonly view: View; readonly parts: EditorParts }) {
  const { say } = useWords();
  const { theme } = useBridge();
  return (
    <div className="crm-journeys-halves">
      {view === "outline" ? (
        <Outline {...parts} />
      ) : (
        <Suspense fallback={<p aria-busy="true">{say("journeys.canvasLoading")}</p>}>
          <Canvas {...parts} isDark={theme === "dark"} />
        </Suspense>
      )}
      <div>
        {parts.selected === BEGINNING ? (
          <StartPanel parts={parts} />
        ) : (
          <StepPanel key={parts.selected} name={parts.selected} parts={parts} />
        )}
      </div>
    </div>
  );
}

interface JourneyEditorProps extends Opened {
  /** Begin anew with what is stored now. */
  readonly onReload: () => void;
}

export function JourneyEditor({ onReload, ...opened }: JourneyEditorProps) {
  const { journey } = opened;
  const { find } = useKinds();
  const draft = useJourneyDraft(opened);
  const { definition, change } = draft;
  const [selected, setSelected] = useState(BEGINNING);
  const [view, setView] = useState<View>(firstView);
  const [adding, setAdding] = useState<AddingPlace | null>(null);
  const parts: EditorParts = {
    definition,
    change,
    selected: selected in definition.steps ? selected : BEGINNING,
    select: setSelected,
    add: setAdding,
    problems: draft.problems,
    people: peopleOf(journey),
  };

  function shortcuts(event: KeyboardEvent) {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (!isUndo || isInText(event.target)) {
      return;
    }
    event.preventDefault();
    (event.shiftKey ? draft.redo : draft.undo)();
  }

  function add(code: string) {
    const kind = find("step", code);
    setAdding(null);
    if (kind !== undefined && adding !== null) {
      const added = addAfter(definition, adding.after, adding.field, kind);
      change(added.definition);
      setSelected(added.name);
    }
  }

  return (
    // The keys are those of every editor; each of them is a button too.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="crm-journeys-editor" onKeyDown={shortcuts}>
      <Toolbar
        draft={draft}
        view={view}
        onView={setView}
        hasDraft={journey.draft !== null}
        inFlight={journey.inFlight}
      />
      <Notices draft={draft} onReload={onReload} />
      <ProblemList problems={draft.problems} isChecked={draft.isChecked} onGo={setSelected} />
      <Halves view={view} parts={parts} />
      {adding !== null && (
        <AddDialog
          onAdd={add}
          onClose={() => {
            setAdding(null);
          }}
        />
      )}
    </div>
  );
}
