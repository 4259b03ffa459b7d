/** A generated operation, typed by what it answers and asks. */
import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";

export type Operation<Data, Variables> = DocumentTypeDecoration<Data, Variables> & {
  toString: () => string;
};
