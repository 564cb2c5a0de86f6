import { execute, GraphQLError, parse, subscribe, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { OperationRequest, OperationResponse, RawRequest, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import type { World } from './fixture-subgraphs.ts';

export interface InMemoryDoor extends SubgraphDoor {
  /** Pass-through requests as they arrived. */
  readonly raw: RawRequest[];
}

/** A fixture subgraph in this process. */
export function createInMemoryDoor(schema: GraphQLSchema, world: World): InMemoryDoor {
  const raw: RawRequest[] = [];
  const argsOf = (request: OperationRequest) => ({
    schema,
    document: request.document ?? parse(request.query),
    variableValues: request.variables,
    operationName: request.operationName,
    contextValue: { caller: request.caller, signal: request.signal, world },
  });
  return {
    raw,
    async execute(request) {
      world.operations.push(request.query);
      world.addresses.push(request.clientAddress ?? null);
      return formatted(await execute(argsOf(request)));
    },
    subscribe: (request) => {
      world.operations.push(request.query);
      const leaving = new AbortController();
      const signal = AbortSignal.any([request.signal, leaving.signal]);
      const args = argsOf(request);
      const opened = subscribe({ ...args, contextValue: { ...args.contextValue, signal } });
      let refused = false;
      return {
        async next() {
          const source = await opened;
          if (!(Symbol.asyncIterator in source)) {
            if (refused) return { done: true, value: undefined };
            refused = true;
            return { done: false, value: formatted(source) };
          }
          const result = await source.next();
          return result.done ? { done: true, value: undefined } : { done: false, value: formatted(result.value) };
        },
        return() {
          leaving.abort();
          return Promise.resolve({ done: true as const, value: undefined });
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
    serveRaw: (request) => {
      raw.push(request);
      return Promise.resolve({ status: 200, headers: { 'content-type': 'application/json' }, body: '{"ok":true}' });
    },
  };
}

/** What JSON would leave of a result, as a real in-process subgraph hands it over. */
function formatted(result: ExecutionResult): OperationResponse {
  return {
    data: result.data,
    errors: result.errors?.map((error) => (error instanceof GraphQLError ? error.toJSON() : error)),
  };
}
