import type { MutationAnswer } from "../../api";

/** Why a change was not made, in the words of the shop. */
export function whyNot(answer: MutationAnswer<unknown>): string {
  return answer.problems[0]?.message ?? answer.error?.message ?? "";
}
