/** What can be done to the draft as a whole. */
import { useState } from "react";
import { Button, ConfirmDialog } from "../../../ui";
import { useWords } from "../words";
import type { JourneyDraft } from "./use-journey-draft";

export type View = "outline" | "canvas";

interface ToolbarProps {
  readonly draft: JourneyDraft;
  readonly view: View;
  readonly onView: (view: View) => void;
  /** Whether a stored draft waits to be published. */
  readonly hasDraft: boolean;
  /** How many people are on the way. */
  readonly inFlight: number;
}

export function Toolbar({ draft, view, onView, hasDraft, inFlight }: ToolbarProps) {
  const { say } = useWords();
  const [isPublishing, setIsPublishing] = useState(false);
  const { isBusy, isDirty } = draft;
  return (
    <div className="crm-journeys-actions" role="toolbar" aria-label={say("journeys.tools")}>
      {(["outline", "canvas"] as const).map((one) => (
        <Button
          key={one}
          aria-pressed={view === one}
          onClick={() => {
            onView(one);
          }}
        >
          {say(`journeys.${one}`)}
        </Button>
      ))}
      <Button disabled={!draft.canUndo} onClick={draft.undo}>
        {say("journeys.undo")}
      </Button>
      <Button disabled={!draft.canRedo} onClick={draft.redo}>
        {say("journeys.redo")}
      </Button>
      <Button
        disabled={isBusy}
        onClick={() => {
          void draft.validate();
        }}
      >
        {say("journeys.validate")}
      </Button>
      <Button
        disabled={isBusy || !isDirty}
        onClick={() => {
          void draft.save();
        }}
      >
        {say("journeys.save")}
      </Button>
      <Button
        tone="primary"
        disabled={isBusy || !(isDirty || hasDraft)}
        onClick={() => {
          setIsPublishing(true);
        }}
      >
        {say("journeys.publish")}
      </Button>
      <span role="status">{isDirty ? say("journeys.unsaved") : ""}</span>
      <ConfirmDialog
        isOpen={isPublishing}
        title={say("journeys.publishTitle")}
        text={say("journeys.publishText", { people: inFlight })}
        confirmLabel={say("journeys.publishNow")}
        isBusy={isBusy}
        onConfirm={async () => {
          await draft.publish();
          setIsPublishing(false);
        }}
        onClose={() => {
          setIsPublishing(false);
        }}
      />
    </div>
  );
}
