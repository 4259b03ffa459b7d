/** The type of a generated operation, whatever file it stands in. */
import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
import { gql, type TypedDocumentNode } from "urql";

export type Operation<Data, Variables> = DocumentTypeDecoration<Data, Variables> & {
  toString: () => string;
};

const parsed = new WeakMap<object, unknown>();

export function documentOf<Data, Variables extends object>(
  operation: Operation<Data, Variables>,
): TypedDocumentNode<Data, Variables> {
  const known = parsed.get(operation);
  if (known !== undefined) return known as TypedDocumentNode<Data, Variables>;
  const document = gql<Data, Variables>(operation.toString());
  parsed.set(operation, document);
  return document;
}
