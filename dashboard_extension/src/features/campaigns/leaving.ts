/** How messages leave over time: by the hour, or by the day where hours would be too many to draw. */

export interface Hour {
  readonly beginsAt: string;
  readonly due: number;
  readonly leaving: number;
  readonly waiting: number;
}

interface Leaving {
  readonly unit: "hour" | "day";
  readonly steps: readonly Hour[];
  readonly people: number;
  /** The step in which most leave; null where nothing does. */
  readonly peak: Hour | null;
}

const HOUR_MS = 3_600_000;
const MOST_HOURS = 48;

/** Puts the hours into steps that follow each other; hours in which nothing happens are steps too. */
export function leavingOf(hours: readonly Hour[]): Leaving {
  const everyHour = withoutGaps(hours);
  const isLong = everyHour.length > MOST_HOURS;
  const steps = isLong ? byDay(everyHour) : everyHour;
  const people = steps.reduce((sum, { leaving }) => sum + leaving, 0);
  const peak = steps.reduce<Hour | null>((most, one) => (one.leaving > (most?.leaving ?? 0) ? one : most), null);
  return { unit: isLong ? "day" : "hour", steps, people, peak };
}

function withoutGaps(hours: readonly Hour[]): Hour[] {
  const found: Hour[] = [];
  for (const hour of hours) {
    const last = found.at(-1);
    for (let at = momentOf(last) + HOUR_MS; last && at < momentOf(hour); at += HOUR_MS) {
      found.push({ beginsAt: new Date(at).toISOString(), due: 0, leaving: 0, waiting: last.waiting });
    }
    found.push(hour);
  }
  return found;
}

/** The same by the days of this browser's clock; what waits is what waits when the day ends. */
function byDay(hours: readonly Hour[]): Hour[] {
  const days = new Map<string, Hour>();
  for (const hour of hours) {
    const day = new Date(hour.beginsAt).toDateString();
    const before = days.get(day);
    days.set(day, {
      beginsAt: before?.beginsAt ?? hour.beginsAt,
      due: (before?.due ?? 0) + hour.due,
      leaving: (before?.leaving ?? 0) + hour.leaving,
      waiting: hour.waiting,
    });
  }
  return [...days.values()];
}

function momentOf(hour: Hour | undefined): number {
  return hour === undefined ? 0 : Date.parse(hour.beginsAt);
}
