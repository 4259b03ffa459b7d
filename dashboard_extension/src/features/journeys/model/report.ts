/** What a rehearsal tells, as plain values for a table. */

export interface Week {
  readonly week: string;
  readonly numbers: Readonly<Record<string, number>>;
}

export interface Decision {
  readonly at: string;
  readonly what: string;
  /** What it was decided by, as names with plain values. */
  readonly details: readonly (readonly [name: string, value: string])[];
}

interface Report {
  readonly weeks: readonly Week[];
  /** Everything that happened in any week, what happens first first. */
  readonly happened: readonly string[];
  readonly decisions: readonly Decision[];
}

const FIRST = ["expected", "entered", "lapsed", "step", "queued", "sent", "deferred", "refused", "effect", "goal", "ended"];
const SHOWN_APART = new Set(["at", "what", "journey", "profile", "key"]);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function rank(what: string): number {
  const place = FIRST.indexOf(what.split(":")[0] ?? "");
  return place < 0 ? FIRST.length : place;
}

function numbersOf(value: unknown): Record<string, number> {
  if (!isObject(value)) {
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

function decisionOf(value: Record<string, unknown>): Decision {
  const details = Object.entries(value)
    .filter(([name]) => !SHOWN_APART.has(name))
    .map(([name, one]) => [name, plain(one)] as const);
  return { at: plain(value["at"]), what: plain(value["what"]), details };
}

/** Read a report; what it does not say is empty. */
export function readReport(value: unknown): Report {
  const report = isObject(value) ? value : {};
  const journeys = isObject(report["journeys"]) ? Object.values(report["journeys"]) : [];
  const weeks = journeys
    .flatMap((rows): unknown[] => (Array.isArray(rows) ? rows : []))
    .filter(isObject)
    .map((row) => ({ week: plain(row["week"]), numbers: numbersOf(row["numbers"]) }));
  const happened = [...new Set(weeks.flatMap((week) => Object.keys(week.numbers)))].sort(
    (one, other) => rank(one) - rank(other) || one.localeCompare(other),
  );
  const decisions: unknown[] = Array.isArray(report["decisions"]) ? report["decisions"] : [];
  return { weeks, happened, decisions: decisions.filter(isObject).map(decisionOf) };
}
