import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import { compileAnswer } from './compiled/compile-answer.ts';
import {
  MAX_COMBINATIONS,
  type ExecuteCompiled,
  type Execution,
  type PlannedOperation,
  type Schemas,
} from './compiled/compile-operation.ts';
import type { FetchAnswer } from './compiled/run.ts';
import { perCombination } from './plain/condition-variables.ts';
import { withClientPath } from './plain/place.ts';
import type { LoadedSupergraph } from './supergraph.ts';

/**
 * Executes a plan with the executor of `@apollo/gateway`: right, slower, and able to do what is not compiled (introspection above all).
 * The compiled executor is compared with this one. It answers the operation that was planned; the client's answer is made of that.
 */
export function createStockExecutor(
  operation: PlannedOperation,
  supergraph: LoadedSupergraph & Schemas,
  log: Logger,
): ExecuteCompiled {
  const { plain, plan, conditions } = operation;
  const context = buildOperationContext({ schema: supergraph.seen, operationDocument: plain });
  const answerFor = perCombination(conditions.open, MAX_COMBINATIONS, (valueOf) =>
    compileAnswer(
      operation,
      supergraph.apiSchema,
      (name) => conditions.decide(name) ?? valueOf(name) ?? false,
      // They may stand at another object: none can be told to be of no concern.
      (errors, { root }) => errors.map((error) => withClientPath(error, root)),
    ),
  );
  return async (execution) => {
    const variables = { ...operation.valuesOf(execution.variables) };
    // The parts of a request context that the plan executor reads.
    const request = { request: { variables }, context: {}, logger: log, metrics: {} } as Pick<
      GatewayGraphQLRequestContext,
      'request' | 'context' | 'logger' | 'metrics'
    > as GatewayGraphQLRequestContext;
    const result = await executeQueryPlan(
      playable(plan),
      sourcesOf(execution, plan, supergraph),
      request,
      context,
      supergraph.supergraphSchema,
      supergraph.apiModel,
    );
    // Nulls in non-null places, which the stock executor tells of in an extension, and only when nothing else went wrong.
    const completion = (result.extensions?.['valueCompletion'] ?? []) as readonly GraphQLFormattedError[];
    const errors = [...(result.errors ?? []), ...completion].map(formatted);
    const answer = answerFor(execution.variables)(result.data ?? {}, errors);
    // Where the whole answer failed, the errors say why.
    return result.data ? answer : { data: 'null', errors: answer.errors.slice(0, errors.length) };
  };
}

/** A subscription's plan as a sequence whose first fetch is answered by the event. */
function playable({ node }: QueryPlan): QueryPlan {
  if (node?.kind !== 'Subscription') return { kind: 'QueryPlan', ...(node && { node }) };
  const { primary, rest } = node;
  return { kind: 'QueryPlan', node: rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary };
}

function sourcesOf({ call, event }: Execution, plan: QueryPlan, { subgraphs }: LoadedSupergraph) {
  const eventOwner = plan.node?.kind === 'Subscription' ? plan.node.primary.serviceName : undefined;
  let unplayed = event;
  const sourceOf = (serviceName: string): GraphQLDataSource => ({
    async process(asked) {
      if (!('incomingRequestContext' in asked)) return { data: {} };
      const { request, document } = asked;
      let answer: FetchAnswer | undefined;
      if (serviceName === eventOwner) {
        answer = unplayed;
        unplayed = undefined;
      }
      answer ??= await call(
        fetchOf(serviceName, request.query ?? '', request.operationName, document),
        request.variables ?? {},
      );
      return { data: answer.data ?? null, errors: answer.errors };
    },
  });
  return Object.fromEntries(subgraphs.map((name) => [name, sourceOf(name)]));
}

function fetchOf(
  serviceName: string,
  operation: string,
  operationName: string | undefined,
  operationDocumentNode: FetchNode['operationDocumentNode'],
): FetchNode {
  const isMutation = /^\s*mutation\b/.test(operation);
  const operationKind = isMutation ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY;
  return { kind: 'Fetch', serviceName, operation, operationName, operationKind, operationDocumentNode };
}

/** The stock executor's errors are `GraphQLError`s or what subgraphs sent. */
function formatted({ message, path, extensions }: GraphQLFormattedError): GraphQLFormattedError {
  return { message, ...(path && { path }), ...(extensions && { extensions }) };
}
