/** The number of a row of the shop, from the number itself or from the ID that Saleor shows. */
export function rowNumber(given: string): number | null {
  const text = given.trim();
  if (/^\d{1,15}$/.test(text)) {
    return Number(text);
  }
  try {
    const inside = /^[A-Za-z]+:(\d{1,15})$/.exec(atob(decodeURIComponent(text)));
    return inside?.[1] === undefined ? null : Number(inside[1]);
  } catch {
    return null;
  }
}
