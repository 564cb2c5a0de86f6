import type { OperationRequest } from '../pipeline/operation-request.ts';

/** In characters: whoever is refused may have sent anything as a name. */
const MAX_NAME_LENGTH = 100;

export interface GivenNames {
  readonly operation: string | undefined;
  readonly documentId: string | undefined;
}

/** What a client calls an operation that was not run, as far as a log line tells it. */
export function namesOf({ operationName, documentId }: OperationRequest): GivenNames {
  return { operation: cut(operationName), documentId: cut(documentId) };
}

function cut(name: unknown): string | undefined {
  return typeof name === 'string' ? name.slice(0, MAX_NAME_LENGTH) : undefined;
}
