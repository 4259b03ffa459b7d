/**
 * Computed styles by the kind of element. Queries by role ask for the style of every element on a page, and jsdom
 * tries each rule of its own sheet on each of them: most of the time of a test. No sheet of ours is loaded in tests,
 * so what those queries read follows from an element's kind and from the styles that stand at elements themselves.
 * Whatever else is asked for, jsdom answers.
 */

export type GetStyle = typeof window.getComputedStyle;

const DECIDE_DISPLAY = ["hidden", "open", "popover", "type"];

export function styleByKind(byJsdom: GetStyle): GetStyle {
  const displays = new Map<string, string>();

  function displayOf(element: Element): string {
    const own = ownStyle(element, "display");
    if (own !== "") return own;
    const kind = [element.localName, ...DECIDE_DISPLAY.map((name) => String(element.getAttribute(name)))].join("\n");
    const known = displays.get(kind) ?? byJsdom(withoutStyle(element)).display;
    displays.set(kind, known);
    return known;
  }

  const answers: Record<string, (element: Element) => string> = {
    display: displayOf,
    opacity: (element) => ownStyle(element, "opacity"),
    pointerEvents: (element) => inherited(element, "pointer-events", "auto"),
    visibility: (element) => inherited(element, "visibility", "visible"),
  };

  return (element, pseudo) => {
    if (pseudo) return byJsdom(element, pseudo);
    return new Proxy({} as CSSStyleDeclaration, {
      get(_, name) {
        if (name === "getPropertyValue") {
          return (property: string) =>
            answers[property]?.(element) ?? byJsdom(element).getPropertyValue(property);
        }
        return answers[String(name)]?.(element) ?? (Reflect.get(byJsdom(element), name) as unknown);
      },
    });
  };
}

function ownStyle(element: Element, property: string): string {
  return element.hasAttribute("style") ? (element as HTMLElement).style.getPropertyValue(property) : "";
}

function inherited(element: Element, property: string, initial: string): string {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const own = ownStyle(at, property);
    if (own !== "") return own;
  }
  return initial;
}

function withoutStyle(element: Element): Element {
  const alike = element.cloneNode(false) as Element;
  alike.removeAttribute("style");
  return alike;
}
