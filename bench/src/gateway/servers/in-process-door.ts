import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { untilAborted } from '@bazaar/runtime/until-aborted';
import { createOperationExecutor } from '@bazaar/subgraph/execute-operation';
import type { GraphQLSchema } from 'graphql';

/** A subgraph in the gateway's process, put together as `startSubgraph()` does it, but without a database. */
export function createInProcessDoor(schema: GraphQLSchema, log: Logger): SubgraphDoor {
  const executor = createOperationExecutor(schema, (request) => request, log);
  return {
    execute(request) {
      const response = executor.execute(request);
      return response instanceof Promise ? untilAborted(response, request.signal) : response;
    },
    subscribe: (request) => executor.subscribe(request),
    serveRaw: () => Promise.resolve({ status: 404, headers: {}, body: '' }),
  };
}
