import { buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GatewayExecutionResult, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { createLogger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { createSubgraphSource, type GatewayContext } from '../../../sources/subgraph-source.ts';
import { RequestScope } from '../../request-scope.ts';
import type { Answer, Fetch, MakeExecutor } from '../executor-under-test.ts';

const log = createLogger({ name: 'conformance', level: 'silent' });

/** `@apollo/gateway`'s executor with this gateway's sources before it and its finish behind it, as `engine.ts` joins them. */
export const makeStockExecutor: MakeExecutor = (supergraphSdl, fetches) => {
  const supergraph = Supergraph.build(supergraphSdl);
  const apiModel = supergraph.apiSchema();
  const apiSchema = apiModel.toGraphQLJSSchema();
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  const planner = new QueryPlanner(supergraph, { exposeDocumentNodeInFetchNode: true });
  const sources = Object.fromEntries(
    Object.entries(fetches).map(([name, fetch]) => [name, createSubgraphSource({ name, door: doorOf(fetch), log })]),
  );

  return {
    async execute({ document, operationName, variables }) {
      const context: GatewayContext = { scope: new RequestScope('conformance', null) };
      // The parts of a request context that the plan executor reads.
      const request = { request: { variables }, context, logger: log, metrics: {} } as Pick<
        GatewayGraphQLRequestContext,
        'request' | 'context' | 'logger' | 'metrics'
      > as GatewayGraphQLRequestContext;
      try {
        const result = await executeQueryPlan(
          planner.buildQueryPlan(operationFromDocument(apiModel, document, { operationName, validate: false })),
          sources,
          request,
          buildOperationContext({ schema: apiSchema, operationDocument: document, operationName }),
          supergraphSchema,
          apiModel,
        );
        return finish(result);
      } catch (error) {
        return { errors: [formatted(error)] };
      }
    },
  };
};

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

/** What `finish-result.ts` does, before the masking. */
function finish({ data, errors, extensions }: GatewayExecutionResult): Answer {
  // Written by the executor and nobody else: subgraph extensions do not arrive here.
  const completion = extensions?.['valueCompletion'] as readonly GraphQLError[] | undefined;
  const all = [...(errors ?? []), ...(completion ?? [])].map(formatted);
  return { ...(data !== undefined && { data }), ...(all.length > 0 && { errors: all }) };
}

/** The codes that the library gives to errors which come without one. They tell nothing about the subgraph. */
const MADE_UP_CODES = new Set<unknown>(['DOWNSTREAM_SERVICE_ERROR', 'INVALID_GRAPHQL']);

function formatted(error: unknown): GraphQLFormattedError {
  if (!(error instanceof GraphQLError)) return { message: error instanceof Error ? error.message : String(error) };
  const { message, path, extensions } = error.toJSON();
  const code = extensions?.['code'];
  return {
    message,
    ...(path && { path }),
    ...(code !== undefined && !MADE_UP_CODES.has(code) && { extensions: { code } }),
  };
}
