/** A form over something that somebody else may save meanwhile: nothing is written over unseen. */
import { useState } from "react";
import type { MutationAnswer } from "../../api";

interface Versioned<Form> {
  form: Form;
  setForm: (form: Form) => void;
  /** What the form began with. */
  base: Form;
  /** The version that was read: it is sent along. */
  version: number;
  isChanged: boolean;
  /** Somebody else has saved since, and there are changes here. */
  isOutdated: boolean;
  /** Goes on from what was saved. */
  adoptSaved: (version: number) => void;
  /** Gives the changes here up for what somebody else has saved. */
  takeNewer: () => void;
  discard: () => void;
}

/**
 * `version` and `stored` are what was read last; they change when the page asks again. `isRefused`
 * is whether the shop has refused a save because of the version.
 */
export function useVersioned<Form>(version: number, stored: Form, isRefused: boolean): Versioned<Form> {
  const [base, setBase] = useState({ version, form: stored });
  const [form, setForm] = useState(stored);
  const [isGivenUp, setIsGivenUp] = useState(false);
  const isChanged = JSON.stringify(form) !== JSON.stringify(base.form);
  const isBehind = version > base.version;
  if (isBehind && (isGivenUp || !isChanged)) {
    setBase({ version, form: stored });
    setForm(stored);
    setIsGivenUp(false);
  }
  return {
    form,
    setForm,
    base: base.form,
    version: base.version,
    isChanged,
    isOutdated: isChanged && (isBehind || isRefused || isGivenUp),
    adoptSaved: (saved) => {
      setBase({ version: saved, form });
    },
    takeNewer: () => {
      setIsGivenUp(true);
    },
    discard: () => {
      setForm(base.form);
    },
  };
}

/** Whether an answer says that somebody else has saved meanwhile. */
export function isOutdatedBy(answer: Pick<MutationAnswer<unknown>, "problems"> | null): boolean {
  return answer?.problems.some(({ code }) => code === "CHANGED_MEANWHILE") === true;
}
