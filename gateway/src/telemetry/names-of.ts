import type { OperationRequest } from '../pipeline/operation-request.ts';

/** In characters: whoever is refused may have sent anything as a name. */
const MAX_NAME_LENGTH = 100;

export interface GivenNames {
  readonly operation: string | undefined;
  readonly documentId: string | undefined;
}

/** What a client calls an operation that was not run, as far as a log line tells it. */
export function namesOf({ operationName, documentId, extensions }: OperationRequest): GivenNames {
  return { operation: cut(operationName), documentId: cut(documentId) ?? cut(hashOf(extensions)) };
}

/** Of a persisted query: another way to give an id. */
function hashOf(extensions: OperationRequest['extensions']): unknown {
  const persisted = extensions?.['persistedQuery'];
  return typeof persisted === 'object' && persisted !== null && 'sha256Hash' in persisted
    ? persisted.sha256Hash
    : undefined;
}

function cut(name: unknown): string | undefined {
  return typeof name === 'string' ? name.slice(0, MAX_NAME_LENGTH) : undefined;
}
