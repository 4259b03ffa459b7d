/** The days of a month as weeks, in plain dates without a time zone (YYYY-MM-DD). */

const DAY_MS = 86_400_000;

/** The month of a moment, as YYYY-MM. */
export function monthOf(moment: Date): string {
  return `${moment.getFullYear()}-${String(moment.getMonth() + 1).padStart(2, "0")}`;
}

/** The day of a moment on the clock of this browser, as YYYY-MM-DD. */
export function dayOf(moment: Date): string {
  return `${monthOf(moment)}-${String(moment.getDate()).padStart(2, "0")}`;
}

/** The month so many months later; earlier for a negative number. */
export function shiftMonth(month: string, by: number): string {
  const [year = 1970, number = 1] = month.split("-").map(Number);
  return dayText(Date.UTC(year, number - 1 + by, 1)).slice(0, 7);
}

/** Whole weeks from Monday that hold the month; six at most, so 42 days. */
export function weeksOf(month: string): string[][] {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const end = Date.parse(`${shiftMonth(month, 1)}-01T00:00:00Z`);
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY_MS;
  const weeks: string[][] = [];
  for (let begin = monday; begin < end; begin += 7 * DAY_MS) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((day) => dayText(begin + day * DAY_MS)));
  }
  return weeks;
}

export function isMonth(text: string | null): text is string {
  return text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

function dayText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
