import { Kind, OperationTypeNode, parse, type DocumentNode } from 'graphql';
import type { OperationRequest } from '@bazaar/runtime/subgraph-door';
import { LruMap } from '../engine/lru-map.ts';

interface RememberedQuery {
  /** The text as a JSON string. */
  readonly json: string;
  readonly isMutation: boolean;
}

/** Texts come from query plans, so there are few of them, and each is sent again and again. */
const REMEMBERED_QUERIES = 1_000;

/** Makes the JSON body of an operation; what only its text decides is worked out once. */
export function createBodyWriter(): (request: OperationRequest) => { body: string; isMutation: boolean } {
  const known = new LruMap<string, RememberedQuery>(REMEMBERED_QUERIES);

  function remember({ query, document }: OperationRequest): RememberedQuery {
    const fresh = { json: JSON.stringify(query), isMutation: hasMutation(query, document) };
    known.set(query, fresh);
    return fresh;
  }

  return (request) => {
    const { variables, operationName } = request;
    const { json, isMutation } = known.get(request.query) ?? remember(request);
    let body = `{"query":${json}`;
    if (variables) body += `,"variables":${JSON.stringify(variables)}`;
    if (operationName !== undefined) body += `,"operationName":${JSON.stringify(operationName)}`;
    return { body: `${body}}`, isMutation };
  };
}

/** Whether any operation of the document is a mutation. A text that cannot be read counts as one: it is not repeated. */
function hasMutation(query: string, given: DocumentNode | undefined): boolean {
  try {
    const document = given ?? parse(query, { noLocation: true });
    return document.definitions.some(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.MUTATION,
    );
  } catch {
    return true;
  }
}
