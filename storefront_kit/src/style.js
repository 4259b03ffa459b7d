/** How the kit looks, all of it by custom properties that a storefront can set. */

export const STYLE = `
:host {
  --_accent: var(--crm-accent, #1d4ed8);
  --_on-accent: var(--crm-on-accent, #fff);
  --_text: var(--crm-text, #1f2937);
  --_muted: var(--crm-muted, #4b5563);
  --_surface: var(--crm-surface, #fff);
  --_line: var(--crm-line, #d1d5db);
  --_danger: var(--crm-danger, #b91c1c);
  --_radius: var(--crm-radius, 12px);
  --_gap: var(--crm-gap, 1rem);
  display: block;
  container-type: inline-size;
  color: var(--_text);
  font-family: var(--crm-font, inherit);
  line-height: 1.5;
}
/* Without colors of its own the element follows the page's color-scheme. */
@supports (color: light-dark(#000, #fff)) {
  :host {
    --_accent: var(--crm-accent, light-dark(#1d4ed8, #93c5fd));
    --_on-accent: var(--crm-on-accent, light-dark(#fff, #111827));
    --_text: var(--crm-text, light-dark(#1f2937, #f3f4f6));
    --_muted: var(--crm-muted, light-dark(#4b5563, #d1d5db));
    --_surface: var(--crm-surface, light-dark(#fff, #1f2937));
    --_line: var(--crm-line, light-dark(#d1d5db, #4b5563));
    --_danger: var(--crm-danger, light-dark(#b91c1c, #fca5a5));
  }
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
.card {
  display: grid;
  gap: calc(var(--_gap) * 1.5);
  padding: calc(var(--_gap) * 1.25);
  background: var(--_surface);
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
}
h2, h3, p, ol, ul, fieldset { margin: 0; padding: 0; border: 0; }
h2 { font-size: 1.15rem; }
h3, legend { font-size: 1rem; font-weight: 600; padding: 0; }
ol, ul { list-style: none; }
section, fieldset { display: grid; gap: calc(var(--_gap) * .5); min-width: 0; }
.number { font-size: 2.25rem; font-weight: 700; line-height: 1.1; font-variant-numeric: tabular-nums; }
.muted { color: var(--_muted); font-size: .925rem; }
.danger { color: var(--_danger); }
.row { display: flex; flex-wrap: wrap; gap: calc(var(--_gap) * .5); align-items: center; }
.between { justify-content: space-between; }
.entries > li { padding: .6rem 0; border-top: 1px solid var(--_line); }
.entries > li:first-child { border-top: 0; }
.points { font-variant-numeric: tabular-nums; font-weight: 600; }
progress {
  appearance: none; inline-size: 100%; block-size: .6rem; border: 0; border-radius: 999px;
  background: var(--_line); overflow: hidden;
}
progress::-webkit-progress-bar { background: var(--_line); border-radius: 999px; }
progress::-webkit-progress-value { background: var(--_accent); border-radius: 999px; }
progress::-moz-progress-bar { background: var(--_accent); border-radius: 999px; }
button {
  min-block-size: 2.75rem; padding: .5rem 1rem; font: inherit; cursor: pointer; color: inherit;
  background: transparent; border: 1px solid var(--_line); border-radius: calc(var(--_radius) * .66);
}
button.main { color: var(--_on-accent); background: var(--_accent); border-color: var(--_accent); }
button[disabled] { opacity: .6; cursor: progress; }
.check { display: grid; grid-template-columns: auto 1fr; gap: .6rem; align-items: start; min-block-size: 1.75rem; }
.check input { inline-size: 1.25rem; block-size: 1.25rem; margin: .15rem 0 0; accent-color: var(--_accent); }
.nested { padding-inline-start: 1.85rem; display: grid; gap: .35rem; }
.entries > li.message { padding: var(--_gap); border: 1px solid var(--_line); border-inline-start: 4px solid var(--_accent); border-radius: calc(var(--_radius) * .5); }
a { color: var(--_accent); }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
:focus:not(:focus-visible) { outline: none; }
.announced { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@container (min-width: 40rem) { .card { grid-template-columns: 1fr 1fr; align-items: start; } .wide { grid-column: 1 / -1; } }
@media (prefers-reduced-motion: no-preference) { button, progress { transition: opacity .2s; } }
@media (forced-colors: active) { progress { border: 1px solid; } }
`;

/**
 * Put the style into a shadow root, by way of a policy (CSP) that allows no inline styles.
 * @param {ShadowRoot} root
 */
export function dress(root) {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const element = document.createElement("style");
  element.textContent = STYLE;
  root.append(element);
}
