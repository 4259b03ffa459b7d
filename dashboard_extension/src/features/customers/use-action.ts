/** One act of staff: it is sent, and either something follows or the refusal is shown. */
import { useState } from "react";
import type { AnyVariables } from "urql";
import { useCrmMutation, type MutationAnswer, type Operation } from "../../api";

interface Action<Data, Variables> {
  readonly act: (variables: Variables) => Promise<MutationAnswer<Data>>;
  readonly isBusy: boolean;
  /** The last answer, for `FormErrors`; null before the first. */
  readonly answer: MutationAnswer<Data> | null;
  /** Why a field was refused; undefined where it was not. */
  readonly errorOf: (field: string) => string | undefined;
}

export function useAction<Data, Variables extends AnyVariables & object>(
  operation: Operation<Data, Variables>,
  onDone: (data: Data | null) => void = () => undefined,
): Action<Data, Variables> {
  const [run, { fetching }] = useCrmMutation(operation);
  const [answer, setAnswer] = useState<MutationAnswer<Data> | null>(null);

  const act = async (variables: Variables) => {
    const given = await run(variables);
    setAnswer(given);
    if (given.ok) onDone(given.data);
    return given;
  };
  return { act, isBusy: fetching, answer, errorOf: (field) => answer?.fieldErrors[field] };
}
