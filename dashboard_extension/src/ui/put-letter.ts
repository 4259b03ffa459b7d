/** Puts a letter into the empty page that is made for it; without React. */

/** What fetches, leads away or would run; the page's policy stops it too, but says so in the console. */
const LEFT_OUT = "script, link, meta, base, iframe, object, embed";
const IMPORTS = /@import[^;]*;?/g;

/**
 * Draws the markup in `page`, which keeps its place when it is drawn anew.
 *
 * It is parsed by the page's own document, so that the page's policy holds for its styles and not that of
 * the application around it.
 */
export function putLetter(page: Document, html: string, language: string): void {
  const place = page.scrollingElement?.scrollTop ?? 0;
  const letter = page.implementation.createHTMLDocument("");
  letter.documentElement.innerHTML = html;
  for (const each of letter.querySelectorAll(LEFT_OUT)) each.remove();
  for (const style of letter.querySelectorAll("style")) {
    style.textContent = style.textContent.replace(IMPORTS, "");
  }
  for (const each of letter.querySelectorAll("*")) {
    for (const { name } of [...each.attributes]) if (name.startsWith("on")) each.removeAttribute(name);
  }
  // The frame opens no windows: links can be seen and reached, and lead nowhere.
  for (const link of letter.querySelectorAll("a, area")) link.setAttribute("target", "_blank");
  page.documentElement.lang = language;
  page.documentElement.replaceChildren(...letter.documentElement.childNodes);
  if (page.scrollingElement) page.scrollingElement.scrollTop = place;
}
