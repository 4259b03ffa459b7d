/** Where an import stands, and what staff can do with it there. */
import type { ImportProgressFragment } from "../../api/generated/imports";

export type Import = ImportProgressFragment;
export type State = Import["state"];

const AT_WORK: readonly State[] = ["UPLOADED", "REHEARSING", "RUNNING", "UNDOING"];

/** Whether a worker is busy with it, so that its page asks again every few seconds. */
export function isAtWork({ state }: Pick<Import, "state">): boolean {
  return AT_WORK.includes(state);
}

export interface Steps {
  readonly canMap: boolean;
  readonly canRehearse: boolean;
  readonly canRun: boolean;
  readonly canCancel: boolean;
  readonly canRetry: boolean;
  readonly canUndo: boolean;
}

export function stepsOf(job: Import): Steps {
  const { state } = job;
  const isRead = state === "READY" || state === "REHEARSED";
  const isOver = ["DONE", "DONE_WITH_ERRORS", "CANCELED", "FAILED"].includes(state);
  const brokeWhenUndone = state === "UNDONE" && job.broken > 0;
  return {
    canMap: isRead,
    canRehearse: isRead,
    canRun: isRead,
    canCancel: isRead || ["WAITING", "UPLOADED", "REHEARSING", "RUNNING"].includes(state),
    canRetry: state === "FAILED" && job.canBeTriedAgain,
    canUndo: job.rowsKept && job.created + job.changed > 0 && (isOver || brokeWhenUndone),
  };
}

export type Tone = "neutral" | "info" | "success" | "warning" | "critical";

const TONES: Partial<Record<State, Tone>> = {
  DONE: "success",
  DONE_WITH_ERRORS: "warning",
  FAILED: "critical",
  READY: "info",
  REHEARSED: "info",
  REHEARSING: "info",
  RUNNING: "info",
  UNDOING: "info",
};

export function toneOf(state: State): Tone {
  return TONES[state] ?? "neutral";
}
