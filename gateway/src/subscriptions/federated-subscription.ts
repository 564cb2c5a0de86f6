import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import type { QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import type { OperationResponse } from '@bazaar/runtime/subgraph-door';
import type { Engine } from '../engine/engine.ts';
import { finishResult } from '../engine/finish-result.ts';
import { RequestScope, type Client } from '../engine/request-scope.ts';
import { errorOfFault, internalError, maskErrors } from '../guards/mask-errors.ts';
import { locateErrors } from '../sources/subgraph-errors.ts';
import type { GatewayContext } from '../sources/subgraph-source.ts';
import type { AcceptedOperation } from './accept-operation.ts';
import { EventQueue } from './event-queue.ts';

export interface Subscriber {
  readonly client: Client;
  readonly requestId: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface SubscriptionParts {
  readonly engine: Engine;
  /** How long joining one event may take, in milliseconds. */
  readonly eventMs: number;
  /** Events a subscriber may be behind before its subscription ends with `SLOW_CONSUMER`. */
  readonly maxQueuedEvents: number;
  readonly log: Logger;
}

/**
 * Runs a planned subscription: the owning subgraph's events, one after the other, each completed with the entity fields of other subgraphs.
 * `return()` frees the upstream at once and cancels the joining under way. Errors it throws are fit for clients.
 */
export function openSubscription(
  accepted: AcceptedOperation & { readonly subscription: SubscriptionNode },
  subscriber: Subscriber,
  parts: SubscriptionParts,
): AsyncIterableIterator<ExecutionResult> {
  const { engine, eventMs, log } = parts;
  const { client, requestId } = subscriber;
  const { subscription, operation } = accepted;
  const leaving = new AbortController();
  const events = readUpstream(subscription, subscriber, parts, leaving);
  let scope: RequestScope | undefined;
  let hasLeft = false;

  async function join(event: OperationResponse): Promise<ExecutionResult> {
    scope = new RequestScope(requestId, client);
    scope.executing(operation.name?.value, eventMs);
    try {
      return await answerEvent(event, accepted, { scope, variables: subscriber.variables, engine, log });
    } catch (error) {
      log.error({ err: error, requestId }, 'an event could not be answered');
      return { data: null, errors: [internalError(requestId)] };
    } finally {
      scope.end();
    }
  }

  return {
    async next() {
      const event = await events.next().catch((error: unknown) => {
        throw error instanceof GraphQLError ? error : upstreamError(error, requestId, log);
      });
      if (event.done) return { done: true, value: undefined };
      const result = await join(event.value);
      return hasLeft ? { done: true, value: undefined } : { done: false, value: result };
    },
    return() {
      hasLeft = true;
      scope?.abandon();
      leaving.abort();
      void events.return();
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/**
 * Reads the owning subgraph's events as fast as they come, so that a slow subscriber holds up nobody but itself.
 * One upstream per subscriber for now; sharing one among equal subscribers belongs here.
 */
function readUpstream(
  { primary }: SubscriptionNode,
  { client, requestId, variables }: Subscriber,
  { engine, maxQueuedEvents }: SubscriptionParts,
  leaving: AbortController,
): EventQueue<OperationResponse> {
  const used = (primary.variableUsages ?? []).filter((name) => variables[name] !== undefined);
  const upstream = engine.door(primary.serviceName).subscribe({
    query: primary.operation,
    document: primary.operationDocumentNode,
    operationName: primary.operationName,
    variables: Object.fromEntries(used.map((name) => [name, variables[name]])),
    ...client,
    requestId,
    // The events are waited for as long as the client stays; its leaving aborts the signal.
    deadline: Number.POSITIVE_INFINITY,
    signal: leaving.signal,
  });
  const queue = new EventQueue<OperationResponse>({
    limit: maxQueuedEvents,
    overflow: slowConsumer,
    release: () => {
      leaving.abort();
      void upstream.return?.();
    },
  });
  void (async () => {
    try {
      for (;;) {
        const event = await upstream.next();
        if (event.done) return queue.end();
        queue.push(event.value);
      }
    } catch (error) {
      queue.fail(error instanceof Error ? error : new Error(String(error)));
    }
  })();
  return queue;
}

/** Plays the plan with the event standing in for the answer of its first fetch. */
async function answerEvent(
  event: OperationResponse,
  { supergraph, subscription, document, operation }: AcceptedOperation & { readonly subscription: SubscriptionNode },
  { scope, variables, engine, log }: { scope: RequestScope; variables: object; engine: Engine; log: Logger },
): Promise<ExecutionResult> {
  const { primary, rest } = subscription;
  const fetch = { document: primary.operationDocumentNode ?? document, variables: { ...variables } };
  const errors = event.errors && locateErrors(event.errors, fetch);
  if (!event.data)
    return { data: null, errors: maskErrors(errors ?? [], { data: null, requestId: scope.requestId, log }) };

  const owner = engine.sources[primary.serviceName];
  let isPlayed = false;
  const standIn: GraphQLDataSource = {
    process(call) {
      if (isPlayed && owner) return owner.process(call);
      isPlayed = true;
      return Promise.resolve({ data: event.data ?? null, errors });
    },
  };
  const plan: QueryPlan = {
    kind: 'QueryPlan',
    node: rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary,
  };
  const context: GatewayContext = { scope };
  // The parts of a request context that the plan executor reads.
  const request = { request: { variables: { ...variables } }, context, logger: log, metrics: {} } as Pick<
    GatewayGraphQLRequestContext,
    'request' | 'context' | 'logger' | 'metrics'
  > as GatewayGraphQLRequestContext;
  const result = await executeQueryPlan(
    plan,
    { ...engine.sources, [primary.serviceName]: standIn },
    request,
    buildOperationContext({
      schema: supergraph.apiSchema,
      operationDocument: document,
      ...(operation.name && { operationName: operation.name.value }),
    }),
    supergraph.supergraphSchema,
    supergraph.apiModel,
  );
  return finishResult(result, scope, log);
}

function slowConsumer(): GraphQLError {
  return new GraphQLError('Events came faster than they were read. Subscribe again for the current state.', {
    extensions: { code: 'SLOW_CONSUMER' },
  });
}

function upstreamError(error: unknown, requestId: string, log: Logger): GraphQLError {
  log.warn({ err: error, requestId }, 'a subscription lost its subgraph');
  return errorOfFault(error, requestId);
}
