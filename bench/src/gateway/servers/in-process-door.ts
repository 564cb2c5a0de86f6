import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { createOperationExecutor } from '@bazaar/subgraph/execute-operation';
import { withinDeadline } from '@bazaar/subgraph/within-deadline';
import type { GraphQLSchema } from 'graphql';

/** A subgraph in the gateway's process, put together as `startSubgraph()` does it, but without a database. */
export function createInProcessDoor(schema: GraphQLSchema, log: Logger): SubgraphDoor {
  const executor = createOperationExecutor(schema, (request) => request, log);
  return {
    execute: (request) => withinDeadline(request, (signal) => executor.execute({ ...request, signal })),
    subscribe: (request) => executor.subscribe(request),
    serveRaw: () => Promise.resolve({ status: 404, headers: {}, body: '' }),
  };
}
