/** What was done to a draft, to be undone and done again. */

interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last change was about; the next one about the same thing joins it. */
  readonly about: string;
}

const MOST_KEPT = 100;

export function begun<T>(present: T): History<T> {
  return { past: [], present, future: [], about: "" };
}

/** Take in a change. Keystrokes in one field, told by the same `about`, are one change. */
export function changed<T>(history: History<T>, present: T, about = ""): History<T> {
  if (present === history.present) {
    return history;
  }
  if (about !== "" && about === history.about) {
    return { ...history, present, future: [] };
  }
  const past = [...history.past, history.present].slice(-MOST_KEPT);
  return { past, present, future: [], about };
}

export function undone<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) {
    return history;
  }
  return {
    past: history.past.slice(0, -1),
    present,
    future: [history.present, ...history.future],
    about: "",
  };
}

export function redone<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) {
    return history;
  }
  return { past: [...history.past, history.present], present, future, about: "" };
}
