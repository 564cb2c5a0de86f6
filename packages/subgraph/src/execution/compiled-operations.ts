import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { compileOperation, type CompiledOperation } from './compile-operation.ts';

type Found = CompiledOperation | { readonly errors: readonly GraphQLError[] };

/**
 * Compiles each operation of a document once. Compiled ones live as long as their document, so that whoever bounds the accepted
 * documents bounds them too; names that a document does not have are not remembered.
 */
export function createCompiledOperations(
  schema: GraphQLSchema,
): (document: DocumentNode, operationName?: string) => Found {
  const byDocument = new WeakMap<DocumentNode, Map<string | undefined, CompiledOperation>>();

  return (document, operationName) => {
    let byName = byDocument.get(document);
    if (!byName) byDocument.set(document, (byName = new Map<string | undefined, CompiledOperation>()));
    const known = byName.get(operationName);
    if (known) return known;
    const found = compileOperation(schema, document, operationName);
    if (!('errors' in found)) byName.set(operationName, found);
    return found;
  };
}
