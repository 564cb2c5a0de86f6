import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { getOperationAST, type GraphQLFormattedError } from 'graphql';
import { createLogger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { createSubgraphSource } from '../../../sources/subgraph-source.ts';
import type { ExecuteCompiled } from '../../compiled/compile-operation.ts';
import { createStockExecutor } from '../../execute-stock.ts';
import { conditionVariables } from '../../plain/condition-variables.ts';
import { Place } from '../../plain/place.ts';
import { createPlanning } from '../../plan-operation.ts';
import type { PreparedOperation } from '../../prepare-operation.ts';
import { RequestScope } from '../../request-scope.ts';
import { openSupergraph } from '../../supergraph.ts';
import type { Fetch, MakeExecutor } from '../executor-under-test.ts';

const log = createLogger({ name: 'conformance', level: 'silent' });

/** The executor of `@apollo/gateway` as the engine falls back to it. */
export const makeStockExecutor: MakeExecutor = makeExecutor((operation) => {
  const { supergraph } = operation;
  return createStockExecutor(operation, { ...supergraph, seen: supergraph.apiSchema }, log);
});

/** What the engine itself would take: the compiled executor but for what is not compiled. */
export const makeCompiledExecutor: MakeExecutor = makeExecutor(({ execute }) => execute);

/** What the engine makes of an operation with more conditions than it plans for: none of them is decided by the plan. */
export const makeUndecidedExecutor: MakeExecutor = makeExecutor(({ execute }) => execute, 0);

/** Plans the client's own words. It is wrong wherever the planner is. */
export const makeVerbatimExecutor: MakeExecutor = makeExecutor((operation) => {
  const { supergraph, document } = operation;
  const { planner, apiModel, apiSchema } = supergraph;
  const verbatim = {
    ...operation,
    plain: document,
    root: new Place({ on: () => new Set() }),
    plan: planner.buildQueryPlan(operationFromDocument(apiModel, document, { validate: false })),
    conditions: { decide: () => undefined, open: conditionVariables(operation) },
  };
  return createStockExecutor(verbatim, { ...supergraph, seen: apiSchema }, log);
});

function makeExecutor(
  choose: (operation: PreparedOperation) => ExecuteCompiled,
  decidingVariables?: number,
): MakeExecutor {
  return (supergraphSdl, fetches) => {
    const apiSchema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
    const supergraph = openSupergraph(supergraphSdl, apiSchema);
    const plan = createPlanning(log, { decidingVariables });
    const sources = new Map(
      Object.entries(fetches).map(([name, fetch]) => [name, createSubgraphSource({ name, door: doorOf(fetch), log })]),
    );
    return {
      async execute({ document, operationName, variables }) {
        const operation = getOperationAST(document, operationName);
        if (!operation) throw new Error('the suite has no such operation');
        const scope = new RequestScope('conformance', { caller: null, clientAddress: null });
        try {
          const planned = plan(
            { document, operation, supergraph, schema: apiSchema, checkVariables: () => undefined },
            variables,
          );
          if ('refused' in planned) throw new Error('the planner failed');
          const { data, errors } = await choose(planned)({
            variables,
            call(fetch, used) {
              const source = sources.get(fetch.serviceName);
              if (!source) throw new Error(`the suite has no subgraph ${fetch.serviceName}`);
              return source.fetch(fetch, used, scope);
            },
          });
          return {
            // Written by an executor from an object.
            data: JSON.parse(data) as Record<string, unknown> | null,
            ...(errors.length > 0 && { errors: errors.map(formatted) }),
          };
        } catch (error) {
          return { errors: [{ message: error instanceof Error ? error.message : String(error) }] };
        }
      },
    };
  };
}

function doorOf(fetch: Fetch): SubgraphDoor {
  return {
    execute: ({ query, document, operationName, variables = {} }) =>
      fetch({ query, document, operationName, variables: { ...variables } }),
    subscribe: () => {
      throw new Error('the suite has no subscriptions');
    },
    serveRaw: () => Promise.reject(new Error('the suite passes nothing through')),
  };
}

/** The codes that executors give to errors which come without one. They tell nothing about the subgraph. */
const MADE_UP_CODES = new Set<unknown>(['DOWNSTREAM_SERVICE_ERROR', 'INVALID_GRAPHQL']);

function formatted({ message, path, extensions }: GraphQLFormattedError): GraphQLFormattedError {
  const code = extensions?.['code'];
  return {
    message,
    ...(path && { path }),
    ...(code !== undefined && !MADE_UP_CODES.has(code) && { extensions: { code } }),
  };
}
