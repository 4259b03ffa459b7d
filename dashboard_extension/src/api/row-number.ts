/** What stands in the ids of the API. */

/** The number in a global ID such as `User:7`; null for what is none. */
export function rowNumber(globalId: string): number | null {
  try {
    const number = Number(atob(globalId).split(":")[1]);
    return Number.isSafeInteger(number) ? number : null;
  } catch {
    return null;
  }
}
