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
  answer: Answer | null;
  /** Why a field was refused. */
  errorOf: (field: keyof Values & string) => string | undefined;
  save: () => Promise<void>;
  discard: () => void;
}

export function useSavedChoices<Values extends object>(
  saved: Values,
  store: (values: Values) => Promise<Answer>,
): Choices<Values> {
  const intl = useIntl();
  const toast = useToast();
  const [changes, setChanges] = useState<Partial<Values>>({});
  const [answer, setAnswer] = useState<Answer | null>(null);
  const values = { ...saved, ...changes };

  const discard = () => {
    setChanges({});
    setAnswer(null);
  };

  return {
    values,
    answer,
    discard,
    errorOf: (field) => answer?.fieldErrors[field],
    isChanged: Object.keys(changes).some((name) => !isSame(values[name as keyof Values], saved[name as keyof Values])),
    change: (more) => {
      setChanges((former) => ({ ...former, ...more }));
    },
    save: async () => {
      const given = await store(values);
      setAnswer(given.ok ? null : given);
      if (!given.ok) return;
      setChanges({});
      toast({ status: "success", title: intl.formatMessage({ id: "settings.saved" }) });
    },
  };
}

/** Choices are plain values, and lists of such. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
