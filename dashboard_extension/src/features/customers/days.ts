/** Entries by the day on which they happened, on the reader's clock. */

interface Dated {
  readonly occurredAt: string;
}

interface DayGroup<T> {
  /** The beginning of the first entry's day as the reader counts days: `2026-11-22`. */
  readonly day: string;
  readonly items: readonly T[];
}

/** Split a list that is sorted by time wherever a new day begins. */
export function byDay<T extends Dated>(items: readonly T[]): DayGroup<T>[] {
  const groups: { day: string; items: T[] }[] = [];
  for (const item of items) {
    const day = localDay(item.occurredAt);
    const last = groups.at(-1);
    if (last?.day === day) last.items.push(item);
    else groups.push({ day, items: [item] });
  }
  return groups;
}

function localDay(moment: string): string {
  const date = new Date(moment);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Whether every word of the search is in one of the texts, in whatever case. */
export function matches(term: string, texts: readonly string[]): boolean {
  const words = term.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const text = texts.join(" ").toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}
