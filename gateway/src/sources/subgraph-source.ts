import type { FetchNode } from '@apollo/query-planner';
import { parse } from 'graphql';
import { Fault } from '@bazaar/runtime/faults';
import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { untilAborted } from '@bazaar/runtime/until-aborted';
import type { FetchAnswer } from '../engine/compiled/run.ts';
import type { RequestScope } from '../engine/request-scope.ts';
import { locateErrors, spreadError } from './subgraph-errors.ts';

/** One subgraph as the plan executor sees it. */
export interface SubgraphSource {
  /** Never rejects. Every error of the answer has a path within the fetch. */
  fetch(fetch: FetchNode, variables: Record<string, unknown>, scope: RequestScope): Promise<FetchAnswer>;
}

/**
 * A call that fails as a whole becomes one error per field it was to bring, so that the rest of the answer still goes out and every missing field has
 * its error.
 */
export function createSubgraphSource(options: { name: string; door: SubgraphDoor; log: Logger }): SubgraphSource {
  const { name, door, log } = options;
  return {
    async fetch(fetch, variables, scope) {
      const { operation: query, operationName, operationDocumentNode: document } = fetch;
      try {
        const response = await untilAborted(
          door.execute({
            query,
            document,
            variables,
            operationName,
            caller: scope.caller,
            requestId: scope.requestId,
            deadline: scope.deadline,
            signal: scope.signal,
          }),
          scope.signal,
        );
        if (!response.errors?.length) return { data: response.data };
        const located = locateErrors(response.errors, { document: document ?? parse(query), variables });
        return { data: response.data, errors: located };
      } catch (error) {
        const fault = faultOf(error, scope);
        log.warn(
          { err: error, requestId: scope.requestId, subgraph: name, code: fault.code },
          'a subgraph call failed',
        );
        const shown = { message: fault.message, extensions: { code: fault.code } };
        return { data: null, errors: spreadError(shown, { document: document ?? parse(query), variables }) };
      }
    },
  };
}

/** The deadline wins over whatever the call says: aborting it makes it fail in its own way. */
function faultOf(error: unknown, scope: RequestScope): Fault {
  if (scope.signal.reason instanceof Fault) return scope.signal.reason;
  if (error instanceof Fault) return error;
  return new Fault('INTERNAL', 'A subgraph call failed.', { cause: error });
}
