import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@bazaar/runtime/log';

/** Writes one line when a request is over: what, how long, how it ended. Never a body, a variable or a query string. */
export function logRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { log, path, requestId }: { log: Logger; path: string; requestId: string },
): { operationName: string | undefined } {
  const startedAt = performance.now();
  const record: { operationName: string | undefined } = { operationName: undefined };
  response.once('close', () => {
    log.info(
      {
        requestId,
        method: request.method,
        path,
        operation: record.operationName,
        status: response.writableFinished ? response.statusCode : 499,
        durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      },
      'request',
    );
  });
  return record;
}
