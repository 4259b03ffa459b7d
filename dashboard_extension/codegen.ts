/**
 * Types of every operation, one file for each folder that holds `.graphql` documents, and one for what
 * stands in its `widget.graphql`, so that a widget loads its own queries only.
 */
import { existsSync, readdirSync } from "node:fs";
import type { CodegenConfig } from "@graphql-codegen/cli";

const WIDGET = "widget.graphql";
const HOST_SCHEMA = "src/api/host.graphql";

/** What stands in a folder's documents, and where its types go. */
function targets(): CodegenConfig["generates"] {
  const features = readdirSync("src/features", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .filter((entry) => readdirSync(`src/features/${entry.name}`).some(isDocument))
    .flatMap(({ name }) => {
      const folder = `src/features/${name}`;
      const pages = { documents: [`${folder}/*.graphql`, `!${folder}/${WIDGET}`], plugins };
      const widget = { documents: `${folder}/${WIDGET}`, plugins };
      return [
        [`src/api/generated/${name}.ts`, pages],
        ...(existsSync(`${folder}/${WIDGET}`) ? [[`src/api/generated/${name}-widget.ts`, widget]] : []),
      ];
    });
  return {
    "src/api/generated/people.ts": { documents: "src/api/people.graphql", plugins },
    "src/api/generated/session.ts": { documents: "src/api/session.graphql", plugins },
    ...(Object.fromEntries(features) as CodegenConfig["generates"]),
  };
}

function isDocument(name: string): boolean {
  return name.endsWith(".graphql");
}

const plugins = [
  { add: { content: "/* eslint-disable */" } },
  "typescript-operations",
  "typed-document-node",
];

export default {
  schema: [HOST_SCHEMA, "../saleor_crm_plugin/graphql/schema.graphql"],
  generates: targets(),
  config: {
    documentMode: "string",
    enumType: "string-literal",
    enumsAsTypes: true,
    skipTypename: true,
    useTypeImports: true,
    defaultScalarType: "unknown",
    // How values travel in JSON. Saleor's decimals are written as numbers, and read from either, exactly from texts.
    scalars: {
      CrmPoints: "number",
      Date: "string",
      DateTime: "string",
      Decimal: { input: "number | string", output: "number" },
      JSON: "unknown",
      PositiveDecimal: { input: "number | string", output: "number" },
    },
  },
} satisfies CodegenConfig;
