/** A rule of our own: a folder of `src` imports only those below it, and features never each other. */
import path from "node:path";

/** From the bottom to the top. */
const SHELVES = ["app-bridge", "api", "i18n", "ui", "features", "shell"];
const SOURCES = path.join(import.meta.dirname, "src");

function place(file) {
  const [shelf, feature, ...rest] = path.relative(SOURCES, file).split(path.sep);
  return { shelf, feature: shelf === "features" && rest.length > 0 ? feature : null };
}

function fault(from, to) {
  if (SHELVES.includes(from.shelf) && SHELVES.indexOf(to.shelf) > SHELVES.indexOf(from.shelf)) return "above";
  return from.feature && to.feature && from.feature !== to.feature ? "neighbor" : null;
}

export const shelves = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      above: `A folder imports only those below it: ${SHELVES.join(", ")}.`,
      neighbor: "Features do not import each other; what two need belongs into ui or api.",
    },
  },
  create(context) {
    const check = (node) => {
      if (typeof node.source?.value !== "string" || !node.source.value.startsWith(".")) return;
      const target = path.resolve(path.dirname(context.filename), node.source.value);
      const messageId = fault(place(context.filename), place(target));
      if (messageId) context.report({ node, messageId });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
