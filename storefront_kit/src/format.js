/** Numbers, money and days in the shopper's language; nothing here is looked up in the page. */

const FALLBACK = "en";

/**
 * Return formats for a locale; one that the browser does not know is treated as English.
 * @param {string} locale
 */
export function formats(locale) {
  const known = knownLocale(locale);
  const count = new Intl.NumberFormat(known);
  const signed = new Intl.NumberFormat(known, { signDisplay: "exceptZero" });
  const day = new Intl.DateTimeFormat(known, { dateStyle: "medium" });
  return {
    locale: known,
    /** @param {number} value */
    count: (value) => count.format(value),
    /** @param {number} value */
    signed: (value) => signed.format(value),
    /** @param {string} moment in ISO 8601 */
    day: (moment) => day.format(new Date(moment)),
    /**
     * The last day on which something is still good that ends at a moment.
     * @param {string} moment in ISO 8601, not included
     */
    lastDay: (moment) => day.format(new Date(new Date(moment).getTime() - 1)),
    /**
     * @param {number | string} value
     * @param {string} currency
     */
    money: (value, currency) =>
      new Intl.NumberFormat(known, { style: "currency", currency }).format(Number(value)),
  };
}

function knownLocale(locale) {
  try {
    return Intl.NumberFormat.supportedLocalesOf([locale])[0] ?? FALLBACK;
  } catch {
    return FALLBACK;
  }
}
