/** Codes that are written one a line, such as those of stores; without React. */

/** As many of a kind as the API takes. */
export const MOST_CODES = 500;
const CODE = /^[a-z0-9][a-z0-9_.-]{0,63}$/;

/** What was written, without empty lines and repetitions. */
export function codesOf(written: string): string[] {
  const codes = written.split("\n").map((line) => line.trim());
  return [...new Set(codes)].filter((code) => code !== "");
}

/** The first that is no code; null where all are. */
export function strangeIn(written: string): string | null {
  return codesOf(written).find((code) => !CODE.test(code)) ?? null;
}
