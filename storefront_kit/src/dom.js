/** Elements made of plain values: what strangers wrote is only ever text. */

/**
 * Make an element. Properties that begin with `on` are listeners, those with a hyphen or named
 * `role`, `for`, `part` and `class` are attributes, all others are set as properties.
 * @param {string} tag
 * @param {Record<string, unknown>} properties
 * @param {...(Node | string | null | undefined | false)} children
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (isAttribute(name)) element.setAttribute(name, String(value));
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const ATTRIBUTES = new Set(["role", "for", "part", "class"]);

function isAttribute(name) {
  return name.includes("-") || ATTRIBUTES.has(name);
}

/**
 * Return the links of a message that lead to web pages, with what they are called.
 *
 * The HTML is parsed in a document that is never shown, and nothing of it is taken over.
 * @param {string} html
 * @param {string} base what relative addresses are relative to
 */
export function linksOf(html, base) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return [...parsed.querySelectorAll("a[href]")]
    .map((link) => ({ href: webAddress(link.getAttribute("href") ?? "", base), text: link.textContent?.trim() ?? "" }))
    .filter((link) => link.href && link.text);
}

function webAddress(href, base) {
  try {
    const url = new URL(href, base);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : "";
  } catch {
    return "";
  }
}
