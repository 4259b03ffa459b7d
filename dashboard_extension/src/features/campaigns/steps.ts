/** The steps of the wizard, and to which of them a fault belongs. */

export const STEPS = ["goal", "audience", "content", "offer", "schedule", "review"] as const;
export type Step = (typeof STEPS)[number];

const PLACES: readonly (readonly [string, Step])[] = [
  ["definition.audience", "audience"],
  ["definition.content.code", "offer"],
  ["definition.content.purpose", "goal"],
  ["definition.content", "content"],
  ["definition.when", "schedule"],
  ["definition.holdout_basis_points", "goal"],
  ["definition.attribution", "goal"],
  ["definition.limits", "goal"],
  ["name", "goal"],
  ["kind", "goal"],
];

/** The step in which a field stands, by its path in the API's errors; review for all others. */
export function stepOfField(path: string): Step {
  const found = PLACES.find(([begin]) => path === begin || path.startsWith(`${begin}.`));
  return found ? found[1] : "review";
}

export function isStep(value: string | null): value is Step {
  return STEPS.some((one) => one === value);
}

/** The steps in which something is wrong, with how much. */
export function faultsByStep(fieldErrors: Readonly<Record<string, string>>): Map<Step, number> {
  const found = new Map<Step, number>();
  for (const path of Object.keys(fieldErrors)) {
    const step = stepOfField(path);
    found.set(step, (found.get(step) ?? 0) + 1);
  }
  return found;
}
