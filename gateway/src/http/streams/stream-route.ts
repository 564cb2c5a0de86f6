import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { Fault } from '@bazaar/runtime/faults';
import { sendRaw } from '@bazaar/runtime/http-server';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { Client } from '../../engine/request-scope.ts';
import type { Denylist, Identification } from '../../identity/identify.ts';
import { ConnectionCaps } from '../../subscriptions/connection-caps.ts';
import { createIdentityWatch } from '../../subscriptions/identity-watch.ts';
import type { LiveSettings } from '../../subscriptions/live-settings.ts';
import { prepareOperation, type OperationParts } from '../../subscriptions/run-operation.ts';
import { acceptedForms } from './accepted-forms.ts';
import { LiveStream } from './live-stream.ts';
import { preventCsrf } from './prevent-csrf.ts';
import { readBodyParameters, readUrlParameters } from './read-operation.ts';

export interface StreamRouteOptions {
  readonly operations: OperationParts;
  readonly identification: Identification;
  readonly denylist: Denylist;
  readonly settings: LiveSettings;
  readonly log: Logger;
}

/** A request that has been read and whose caller is known. */
export interface StreamRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  /** What the body of a POST says, undefined when it is not JSON. */
  readonly body: unknown;
  readonly client: Client;
}

export interface StreamRoute extends Stoppable {
  /**
   * Answers with a stream of results, and resolves when it is over; undefined when the request is none for a stream.
   * @throws Fault for what is wrong before the stream begins
   */
  serve(request: StreamRequest): Promise<{ readonly operationName: string | undefined } | undefined>;
}

/**
 * GraphQL over HTTP as a stream, for clients that ask for one: Server-Sent Events or Apollo's multipart protocol. Subscriptions above all; queries and
 * mutations where the client takes nothing else. Once the stream has begun, every outcome is told inside it. `stop()` completes subscriptions and lets
 * queries and mutations finish.
 */
export function createStreamRoute(options: StreamRouteOptions): StreamRoute {
  const { operations, identification, denylist, settings, log } = options;
  const identities = createIdentityWatch(denylist);
  const addresses = new ConnectionCaps({ max: settings.maxStreams, maxPerClient: settings.maxStreamsPerAddress });
  const users = new ConnectionCaps({ max: Number.POSITIVE_INFINITY, maxPerClient: settings.maxStreamsPerUser });
  const open = new Map<LiveStream, { readonly isSubscription: boolean }>();
  let isDraining = false;

  /** @throws Fault `RATE_LIMITED`, `SUBGRAPH_UNAVAILABLE` */
  function takePlace({ caller, clientAddress }: Client): () => void {
    const byAddress = addresses.take(clientAddress);
    if (byAddress === 'full') throw new Fault('SUBGRAPH_UNAVAILABLE', 'This server has no room for more streams.');
    if (byAddress === 'tooMany')
      throw new Fault('RATE_LIMITED', `A client may have ${settings.maxStreamsPerAddress} streams open.`);
    const byUser = users.take(caller?.sub ?? null);
    if (typeof byUser === 'string') {
      byAddress();
      throw new Fault('RATE_LIMITED', `A user may have ${settings.maxStreamsPerUser} streams open.`);
    }
    return () => {
      byAddress();
      byUser();
    };
  }

  return {
    async serve({ request, response, requestId, body, client }) {
      const { method, headers, url = '' } = request;
      const accepted = acceptedForms(headers.accept);
      if (!accepted || (method !== 'GET' && method !== 'POST')) return undefined;
      preventCsrf(headers);
      const payload = method === 'GET' ? readUrlParameters(url) : readBodyParameters(body);
      const { stream: form, json } = accepted;
      const operation = prepareOperation(payload, { client, requestId, transport: form.transport }, operations);
      const prepared = 'refused' in operation ? undefined : operation.accepted;
      const isSubscription = prepared?.kind === OperationTypeNode.SUBSCRIPTION;
      // One answer goes as JSON to whoever takes JSON.
      if (json && !isSubscription) return undefined;
      if (method === 'GET' && prepared?.kind === OperationTypeNode.MUTATION) {
        refuseMethod(response);
        return { operationName: prepared.name };
      }
      if (isDraining && isSubscription)
        throw new Fault('SUBGRAPH_UNAVAILABLE', 'This server is going away. Connect again.');
      // Known a moment ago: this is for the token's expiry.
      const token =
        headers.authorization === undefined ? null : await identification.identifyToken(headers.authorization);
      if (response.destroyed) return { operationName: prepared?.name };
      const giveBack = takePlace(client);

      const live = new LiveStream(response, { form, limits: settings, heartbeatMs: settings.heartbeatMs, log });
      open.set(live, { isSubscription });
      const stopWatching = token && identities.watch(token, (why) => live.expire(why));
      if ('refused' in operation) live.refuse(operation.refused);
      else live.start(operation.run);
      await live.closed;
      stopWatching?.();
      giveBack();
      open.delete(live);
      return { operationName: prepared?.name };
    },
    async stop() {
      isDraining = true;
      identities.stop();
      const running = [...open];
      for (const [live, { isSubscription }] of running) if (isSubscription) live.complete();
      await Promise.all(running.map(([live]) => live.closed));
    },
  };
}

/** Changing something takes a POST. */
function refuseMethod(response: ServerResponse): void {
  const error = new GraphQLError('Mutations are taken by POST only.', { extensions: { code: 'BAD_REQUEST' } });
  sendRaw(response, {
    status: 405,
    headers: { allow: 'POST', 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ errors: [error] }),
  });
}
