import type { SubscriptionNode } from '@apollo/query-planner';
import type { GraphQLError } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import type { OperationResponse } from '@bazaar/runtime/subgraph-door';
import { inSpan } from '@bazaar/runtime/tracing';
import type { Engine } from '../engine/engine.ts';
import { withClientPath } from '../engine/plain/place.ts';
import type { PreparedOperation } from '../engine/prepare-operation.ts';
import { RequestScope, type Client } from '../engine/request-scope.ts';
import { errorOfFault, internalError, maskErrors } from '../guards/mask-errors.ts';
import { answerText } from '../pipeline/answer-text.ts';
import type { Origin } from '../pipeline/operation-request.ts';
import { passOn } from '../sources/passed-errors.ts';
import { locateErrors } from '../sources/subgraph-errors.ts';
import { identifiedFetch, type IdentifiedFetch } from './event-identity.ts';
import type { LiveSettings } from './live-settings.ts';
import type { Leave, Receiver } from './receiver.ts';
import { SharedSubscriptions, type SharedRequest } from './shared-subscriptions.ts';
import { schemaReloaded } from './subscription-errors.ts';
import { subscriptionKey } from './subscription-key.ts';

type Variables = Readonly<Record<string, unknown>>;

export type PreparedSubscription = PreparedOperation & { readonly subscription: SubscriptionNode };

export interface Subscriber extends Origin {
  readonly query: string;
  readonly variables: Variables;
}

export interface SubscriptionOptions {
  readonly engine: Engine;
  readonly settings: Pick<LiveSettings, 'lateJoiners' | 'maxQueuedEvents' | 'resubscribeMs'>;
  readonly log: Logger;
}

export interface Subscriptions {
  /** Runs a planned subscription for one client. */
  open(operation: PreparedSubscription, subscriber: Subscriber, receiver: Receiver): Leave;
  /** Ends those that are open, for everybody. */
  endAll(reason: GraphQLError): void;
  /** How many are open at subgraphs. */
  upstreams(): number;
}

/**
 * Subscriptions over the supergraph: the owning subgraph's events, one after the other, each completed with the entity fields of other subgraphs.
 * Those who subscribed to the same share one upstream. Errors that end one are fit for clients.
 */
export function createSubscriptions({ engine, settings, log }: SubscriptionOptions): Subscriptions {
  const { lateJoiners, maxQueuedEvents, resubscribeMs } = settings;
  const shared = new SharedSubscriptions();
  // One for each operation, not for each who subscribes: syntax trees are large.
  const identified = new WeakMap<SubscriptionNode, IdentifiedFetch>();

  function identify({ subscription, supergraph }: PreparedSubscription): IdentifiedFetch {
    let known = identified.get(subscription);
    if (!known) {
      const { primary } = subscription;
      known =
        lateJoiners === 'currentState'
          ? identifiedFetch(primary, supergraph.supergraphSchema)
          : { query: primary.operation, document: primary.operationDocumentNode, identify: () => undefined };
      identified.set(subscription, known);
    }
    return known;
  }

  /**
   * The first subscriber's request stands for all: whoever shares it has the same claims, forwarded headers and variables. They may be anywhere, so
   * subgraphs are told no address.
   */
  function describe(operation: PreparedSubscription, { client, requestId, variables }: Subscriber): SharedRequest {
    const { caller, forwarded } = client;
    const all: Client = { caller, forwarded, clientAddress: null };
    const { primary, rest } = operation.subscription;
    const fetch = identify(operation);
    const values = operation.valuesOf(variables);
    const used = (primary.variableUsages ?? []).filter((name) => values[name] !== undefined);
    const scopes = new Set<RequestScope>();
    return {
      subscribe: (signal) =>
        engine.door(primary.serviceName).subscribe({
          query: fetch.query,
          document: fetch.document,
          operationName: primary.operationName,
          variables: Object.fromEntries(used.map((name) => [name, values[name]])),
          ...all,
          requestId,
          // Events are waited for as long as anybody stays.
          deadline: Number.POSITIVE_INFINITY,
          signal,
        }),
      patienceMs: resubscribeMs,
      identify: (event) => fetch.identify(event),
      lateJoiners,
      isJoined: rest !== undefined,
      maxQueuedEvents,
      async answer(event) {
        const scope = new RequestScope(requestId, all);
        scopes.add(scope);
        try {
          return await inSpan(
            {
              name: `event ${operation.name ?? ''}`.trimEnd(),
              kind: 'consumer',
              attributes: { 'bazaar.request_id': requestId, 'graphql.operation.name': operation.name },
              // Else it would stand below the request of whoever subscribed first, which may be over, and is one of many.
              isRoot: true,
            },
            () => answerEvent(event, operation, { scope, variables, engine, log }),
          );
        } catch (error) {
          log.error({ err: error, requestId }, 'an event could not be answered');
          return answerText('null', [internalError(requestId)]);
        } finally {
          scopes.delete(scope);
        }
      },
      refuse({ errors: said = [] }) {
        const errors = engine.errorsOf(primary.serviceName) === 'message' ? passOn(said) : said;
        // Two errors of one root field would say the same, and the protocols end with one.
        const [refusal] = maskErrors(errors, { data: null, requestId, log });
        return refusal ?? internalError(requestId);
      },
      explain(reason) {
        log.warn({ err: reason, requestId }, 'a subscription lost its subgraph');
        return errorOfFault(reason, requestId);
      },
      onAbandoned() {
        for (const scope of scopes) scope.abandon();
      },
    };
  }

  return {
    open(operation, subscriber, receiver) {
      if (operation.supergraph !== engine.supergraph()) {
        // The schema was swapped between the preparation and now.
        receiver.end(schemaReloaded());
        return () => undefined;
      }
      const { name: operationName, document } = operation;
      const key = subscriptionKey({ ...subscriber, ...subscriber.client, operationName, document });
      return shared.join(key, receiver, () => describe(operation, subscriber));
    },
    endAll: (reason) => shared.endAll(reason),
    upstreams: () => shared.size,
  };
}

/** Plays the plan with the event standing in for the answer of its first fetch. */
async function answerEvent(
  event: OperationResponse,
  operation: PreparedSubscription,
  { scope, variables, engine, log }: { scope: RequestScope; variables: Variables; engine: Engine; log: Logger },
): Promise<string> {
  const { primary } = operation.subscription;
  const fetch = { document: primary.operationDocumentNode ?? operation.document, variables: { ...variables } };
  const located = event.errors && locateErrors(event.errors, fetch);
  const errors = located && engine.errorsOf(primary.serviceName) === 'message' ? passOn(located) : located;
  if (!event.data) {
    const told = (errors ?? []).map((error) => withClientPath(error, operation.root));
    return answerText('null', maskErrors(told, { data: null, requestId: scope.requestId, log }));
  }
  const answer = await engine.execute(operation, { variables, scope, event: { data: event.data, errors } });
  return answerText(answer.data, answer.errors);
}
