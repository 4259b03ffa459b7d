/** What is being written over what is saved; saving that fails loses nothing that was written. */
import { useState } from "react";
import { useIntl } from "react-intl";
import type { MutationAnswer } from "../../api";
import { useToast } from "../../ui";

export type Answer = Pick<MutationAnswer<unknown>, "ok" | "problems" | "fieldErrors" | "error">;

export interface Choices<Values> {
  values: Values;
  change: (changes: Partial<Values>) => void;
  isChanged: boolean;
  /** Somebody else has saved since the first of the changes here. */
  isOutdated: boolean;
  answer: Answer | null;
  /** Why a field was refused. */
  errorOf: (field: keyof Values & string) => string | undefined;
  save: () => Promise<void>;
  discard: () => void;
  /** Gives the changes here up for what somebody else has saved. */
  takeNewer: () => void;
}

/** What is saved with a count of its changes. */
interface Versioned {
  /** As it was read last; it grows when the page asks again. */
  version: number;
  reload: () => void;
}

const WITHOUT_VERSION: Versioned = { version: 0, reload: () => undefined };

/** `store` is told the version over which the changes were written. */
export function useSavedChoices<Values extends object>(
  saved: Values,
  store: (values: Values, version: number) => Promise<Answer>,
  { version, reload }: Versioned = WITHOUT_VERSION,
): Choices<Values> {
  const intl = useIntl();
  const toast = useToast();
  const [changes, setChanges] = useState<Partial<Values>>({});
  const [answer, setAnswer] = useState<Answer | null>(null);
  // What was saved here is known before the page has asked again.
  const [own, setOwn] = useState(0);
  const known = Math.max(version, own);
  const [base, setBase] = useState(known);
  const values = { ...saved, ...changes };
  const isChanged = Object.keys(changes).some((name) => !isSame(values[name as keyof Values], saved[name as keyof Values]));

  const discard = () => {
    setChanges({});
    setAnswer(null);
  };

  return {
    values,
    answer,
    discard,
    isChanged,
    isOutdated: isChanged && (version > base || isOutdatedBy(answer)),
    errorOf: (field) => answer?.fieldErrors[field],
    change: (more) => {
      if (!isChanged) setBase(known);
      setChanges((former) => ({ ...former, ...more }));
    },
    save: async () => {
      const given = await store(values, base);
      setAnswer(given.ok ? null : given);
      if (!given.ok) return;
      setChanges({});
      setOwn(base + 1);
      toast({ status: "success", title: intl.formatMessage({ id: "settings.saved" }) });
    },
    takeNewer: () => {
      discard();
      reload();
    },
  };
}

function isOutdatedBy(answer: Answer | null): boolean {
  return answer?.problems.some(({ code }) => code === "CHANGED_MEANWHILE") === true;
}

/** Choices are plain values, and lists of such. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
