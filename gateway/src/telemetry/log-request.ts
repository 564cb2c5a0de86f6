import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@bazaar/runtime/log';
import type { ClientClass } from '../guards/client-class.ts';

/** What becomes known of a request on its way. */
export interface RequestRecord {
  operationName: string | undefined;
  /** Of a registered document. */
  documentId: string | undefined;
  /** What kind of client asks, when that is known; who it is only of partners. */
  client: ClientClass | undefined;
  partner: string | undefined;
  /** Why the operation was not run. */
  code: string | undefined;
  /** Whether its operation has a line of its own: a stream is written down when it is over. */
  isTold: boolean;
}

export interface RequestAbout {
  readonly log: Logger;
  readonly path: string;
  readonly requestId: string;
  /** Told the status at the end. */
  readonly requested?: ((status: number) => void) | undefined;
}

/**
 * Writes one line when a request is over, unless its operation does: what, how long, how it ended. Never a body, a variable or a query string.
 */
export function logRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { log, path, requestId, requested }: RequestAbout,
): RequestRecord {
  const startedAt = performance.now();
  const record: RequestRecord = {
    operationName: undefined,
    documentId: undefined,
    client: undefined,
    partner: undefined,
    code: undefined,
    isTold: false,
  };
  response.on('close', () => {
    const status = response.writableFinished ? response.statusCode : 499;
    requested?.(status);
    if (record.isTold) return;
    log.info(
      {
        requestId,
        method: request.method,
        path,
        operation: record.operationName,
        documentId: record.documentId,
        client: record.client,
        partner: record.partner,
        code: record.code,
        status,
        durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      },
      'request',
    );
  });
  return record;
}
