/** What every part of the editor is given. */

import type { Definition } from "../model/definition";
import type { Problem } from "../model/problems";

export interface AddingPlace {
  /** The step behind which the new one comes; null for before the first one. */
  readonly after: string | null;
  readonly field: string;
}

export interface EditorParts {
  readonly definition: Definition;
  /** Take in a change; see `changed` for `about`. */
  readonly change: (next: Definition, about?: string) => void;
  /** The step that is open; the empty text for the beginning. */
  readonly selected: string;
  readonly select: (name: string) => void;
  readonly add: (place: AddingPlace) => void;
  readonly problems: readonly Problem[];
  /** How many people stand at each step of the version in force. */
  readonly people: Readonly<Record<string, number>>;
}
