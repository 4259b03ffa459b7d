/** The site in whose frame these pages stand; null in a window of their own, or where the browser does not say. */
export function framedBy(): string | null {
  if (window.parent === window || document.referrer === "") return null;
  return new URL(document.referrer).origin;
}
