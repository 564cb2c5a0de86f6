import type { SubscriptionNode } from '@apollo/query-planner';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import type { OperationResponse } from '@bazaar/runtime/subgraph-door';
import type { Engine } from '../engine/engine.ts';
import type { PreparedOperation } from '../engine/prepare-operation.ts';
import { RequestScope, type Client } from '../engine/request-scope.ts';
import { errorOfFault, internalError, maskErrors } from '../guards/mask-errors.ts';
import { locateErrors } from '../sources/subgraph-errors.ts';
import { EventQueue } from './event-queue.ts';
import { resultOf } from './result-of.ts';

type Variables = Readonly<Record<string, unknown>>;

export type PreparedSubscription = PreparedOperation & { readonly subscription: SubscriptionNode };

export interface Subscriber {
  readonly client: Client;
  readonly requestId: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface SubscriptionParts {
  readonly engine: Engine;
  /** Events a subscriber may be behind before its subscription ends with `SLOW_CONSUMER`. */
  readonly maxQueuedEvents: number;
  readonly log: Logger;
}

/**
 * Runs a planned subscription: the owning subgraph's events, one after the other, each completed with the entity fields of other subgraphs.
 * A subscription that its subgraph refuses or breaks off throws the reason. `return()` frees the upstream at once and cancels the joining under way.
 * Errors it throws are fit for clients.
 */
export function openSubscription(
  operation: PreparedSubscription,
  subscriber: Subscriber,
  parts: SubscriptionParts,
): AsyncIterableIterator<ExecutionResult> {
  const { engine, log } = parts;
  const { client, requestId } = subscriber;
  const leaving = new AbortController();
  const events = readUpstream(operation.subscription, subscriber, parts, leaving);
  let scope: RequestScope | undefined;
  let hasLeft = false;

  async function join(event: OperationResponse): Promise<ExecutionResult> {
    scope = new RequestScope(requestId, client);
    try {
      return await answerEvent(event, operation, { scope, variables: subscriber.variables, engine, log });
    } catch (error) {
      log.error({ err: error, requestId }, 'an event could not be answered');
      return { data: null, errors: [internalError(requestId)] };
    }
  }

  return {
    async next() {
      const event = await events.next().catch((error: unknown) => {
        throw error instanceof GraphQLError ? error : upstreamError(error, requestId, log);
      });
      if (event.done) return { done: true, value: undefined };
      // Errors without data are no event: they are about the subscription itself, which is over.
      if (event.value.data === undefined) {
        void events.return();
        throw refusalOf(event.value, { requestId, log });
      }
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
  operation: PreparedSubscription,
  { scope, variables, engine, log }: { scope: RequestScope; variables: Variables; engine: Engine; log: Logger },
): Promise<ExecutionResult> {
  const { primary } = operation.subscription;
  const fetch = { document: primary.operationDocumentNode ?? operation.document, variables: { ...variables } };
  const errors = event.errors && locateErrors(event.errors, fetch);
  if (!event.data)
    return { data: null, errors: maskErrors(errors ?? [], { data: null, requestId: scope.requestId, log }) };
  return resultOf(await engine.execute(operation, { variables, scope, event: { data: event.data, errors } }));
}

/** Why a subgraph refused a subscription. Two errors of one root field would say the same: the protocol's library sends one. */
function refusalOf(
  { errors = [] }: OperationResponse,
  { requestId, log }: { requestId: string; log: Logger },
): GraphQLError {
  const [refusal] = maskErrors(errors, { data: null, requestId, log });
  return refusal ?? internalError(requestId);
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
