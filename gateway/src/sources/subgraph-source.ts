import type { GraphQLDataSource } from '@apollo/gateway';
import { parse, type DocumentNode } from 'graphql';
import { Fault } from '@bazaar/runtime/faults';
import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { untilAborted, type RequestScope } from '../engine/request-scope.ts';
import { locateErrors, spreadError } from './subgraph-errors.ts';

/** The context value of every operation the gateway runs. */
export interface GatewayContext extends Record<string, unknown> {
  readonly scope: RequestScope;
}

/**
 * One subgraph as the plan executor sees it. A call that fails as a whole becomes one error per field it was to bring,
 * so that the rest of the answer still goes out and every missing field has its error.
 */
export function createSubgraphSource(options: {
  name: string;
  door: SubgraphDoor;
  log: Logger;
}): GraphQLDataSource<GatewayContext> {
  const { name, door, log } = options;
  return {
    async process(call) {
      // Health checks and schema loading, which a static supergraph has no use for.
      if (!('incomingRequestContext' in call)) return { data: {} };
      const { scope } = call.context;
      const { variables = {}, operationName } = call.request;
      // The planner always sends the text of its fetch.
      const query = call.request.query ?? '';
      try {
        const response = await untilAborted(
          door.execute({
            query,
            document: call.document,
            variables,
            operationName,
            caller: scope.caller,
            clientAddress: scope.clientAddress,
            requestId: scope.requestId,
            deadline: scope.deadline,
            signal: scope.signal,
          }),
          scope.signal,
        );
        if (!response.errors?.length) return { data: response.data ?? null };
        const fetch = { document: call.document ?? parse(query), variables };
        return { data: response.data ?? null, errors: locateErrors(response.errors, fetch) };
      } catch (error) {
        const fault = faultOf(error, scope);
        log.warn(
          { err: error, requestId: scope.requestId, subgraph: name, code: fault.code },
          'a subgraph call failed',
        );
        const document: DocumentNode = call.document ?? parse(query);
        const shown = { message: fault.message, extensions: { code: fault.code } };
        return { data: null, errors: spreadError(shown, { document, variables }) };
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
