/** What can be put into a source: every variable with its example, and the blocks. */

export interface Snippet {
  /** What it is found by: `order.total`. */
  readonly name: string;
  /** What is put into the source. */
  readonly source: string;
  /** What it would say in the examples; empty for a list. */
  readonly example: string;
}

/** The files of `saleor_crm_plugin/templates/blocks/` that staff can place, each with what it is given. */
export const BLOCKS: readonly Snippet[] = [
  block("order_lines", "order: order"),
  block("cart_lines", "cart: cart"),
  block("products", "products: products"),
  block("code", "code: code"),
];

function block(name: string, given: string): Snippet {
  return { name, source: `{% render '${name}', ${given}, language: language %}\n`, example: "" };
}

const AMOUNT = /^\d+\.\d\d$/;

/** Every variable of the examples that the API gives, lists as the loop that says them. */
export function snippetsOf(examples: unknown, path: readonly string[] = []): Snippet[] {
  if (Array.isArray(examples)) return [loopOver(examples[0], path)];
  if (typeof examples === "object" && examples !== null) {
    const values = examples as Record<string, unknown>;
    return Object.entries(values).flatMap(([name, value]) => {
      const isAmount = "currency" in values && AMOUNT.test(String(value));
      return isAmount ? [amount(path, name, value)] : snippetsOf(value, [...path, name]);
    });
  }
  const name = path.join(".");
  const filter = name.endsWith("_on") ? " | day" : "";
  return [{ name, source: `{{ ${name}${filter} }}`, example: String(examples) }];
}

function amount(path: readonly string[], name: string, value: unknown): Snippet {
  const full = [...path, name].join(".");
  return {
    name: full,
    source: `{{ ${full} | money: ${[...path, "currency"].join(".")} }}`,
    example: String(value),
  };
}

function loopOver(element: unknown, path: readonly string[]): Snippet {
  const name = path.join(".");
  const isNamed = typeof element === "object" && element !== null && "name" in element;
  return { name, source: `{% for one in ${name} %}{{ one${isNamed ? ".name" : ""} }}{% endfor %}`, example: "" };
}
