/** What is wrong with a definition, and to which step or part of it that leads. */

export interface Problem {
  readonly path: string;
  readonly message: string;
}

export const BEGINNING = "";

/** The step that a problem is about; the beginning for the trigger and the rules of coming in. */
export function placeOf(problem: Problem): string {
  const [first, step] = problem.path.split(".");
  return first === "steps" && step !== undefined ? step : BEGINNING;
}

/** The problems of one step by the name of its setting; "" for the step as a whole. */
export function byField(problems: readonly Problem[], step: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const problem of problems) {
    if (placeOf(problem) !== step) {
      continue;
    }
    const rest = step === BEGINNING ? problem.path : problem.path.split(".").slice(2).join(".");
    const field = step === BEGINNING ? rest.replace(/^trigger\./, "") : rest;
    const name = field.split(".")[0] ?? "";
    found[name] = found[name] === undefined ? problem.message : `${found[name]} ${problem.message}`;
  }
  return found;
}
