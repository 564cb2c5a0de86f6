import { OPERATION_RULES } from '@bazaar/runtime/operation-rules';
import { GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';

/** A query text that was parsed and validated once. */
export type AcceptedDocument =
  | { readonly kind: 'valid'; readonly document: DocumentNode }
  | { readonly kind: 'invalid'; readonly errors: readonly GraphQLError[] };

const MAX_DOCUMENTS = 2_000;

/** Accepts query texts against one schema, remembering the most recently used. */
export function createDocuments(schema: GraphQLSchema): (query: string, document?: DocumentNode) => AcceptedDocument {
  const accepted = new Map<string, AcceptedDocument>();

  return (query, document) => {
    const known = accepted.get(query);
    if (known) {
      // A Map keeps insertion order: moving the entry to the end leaves the least recently used in front.
      accepted.delete(query);
      accepted.set(query, known);
      return known;
    }
    const fresh = accept(schema, query, document);
    accepted.set(query, fresh);
    if (accepted.size > MAX_DOCUMENTS) accepted.delete(accepted.keys().next().value ?? query);
    return fresh;
  };
}

function accept(schema: GraphQLSchema, query: string, given: DocumentNode | undefined): AcceptedDocument {
  try {
    const document = given ?? parse(query, { maxLexicalTokens: 20_000 });
    const errors = validate(schema, document, OPERATION_RULES);
    return errors.length > 0 ? { kind: 'invalid', errors } : { kind: 'valid', document };
  } catch (error) {
    if (error instanceof GraphQLError) return { kind: 'invalid', errors: [error] };
    throw error;
  }
}
