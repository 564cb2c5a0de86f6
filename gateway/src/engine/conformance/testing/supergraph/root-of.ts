import { getOperationAST, OperationTypeNode, type DocumentNode } from 'graphql';

/** The name of the thing that an operation starts from. */
export function rootOf(document: DocumentNode, operationName: string | undefined): 'Query' | 'Mutation' {
  const operation = getOperationAST(document, operationName);
  return operation?.operation === OperationTypeNode.MUTATION ? 'Mutation' : 'Query';
}
