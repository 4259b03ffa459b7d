/** How far a run is. */

interface Run {
  readonly people: number;
  readonly standings: readonly { readonly standing: string; readonly people: number }[];
}

const OPEN: ReadonlySet<string> = new Set(["WAITING", "QUEUED", "DEFERRED", "SENDING"]);

/** People of whom nothing more is to come; the rest waits, is queued or is put off. */
export function settledOf(run: Run): number {
  return run.standings.filter((one) => !OPEN.has(one.standing)).reduce((sum, one) => sum + one.people, 0);
}
