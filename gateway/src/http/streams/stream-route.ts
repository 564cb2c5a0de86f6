import type { ServerResponse } from 'node:http';
import { OperationTypeNode } from 'graphql';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { Client } from '../../engine/request-scope.ts';
import type { Identity } from '../../identity/identify-client.ts';
import type { Denylist } from '../../identity/identify.ts';
import type { Admitted, Pipeline } from '../../pipeline/pipeline.ts';
import type { Refusal } from '../../pipeline/refusal.ts';
import { RequestRefused } from '../../pipeline/refusal-reason.ts';
import { ConnectionCaps } from '../../subscriptions/connection-caps.ts';
import type { GatewayMetrics } from '../../telemetry/gateway-metrics.ts';
import type { RequestRecord } from '../../telemetry/log-request.ts';
import { createIdentityWatch } from '../../subscriptions/identity-watch.ts';
import type { LiveSettings } from '../../subscriptions/live-settings.ts';
import type { AcceptedForms } from './accepted-forms.ts';
import { LiveStream } from './live-stream.ts';

export interface StreamRouteOptions {
  readonly pipeline: Pick<Pipeline, 'run'>;
  readonly denylist: Denylist;
  readonly settings: LiveSettings;
  readonly metrics?: Pick<GatewayMetrics, 'cut'> | undefined;
  readonly log: Logger;
}

/** A request whose operation has been admitted, or not. */
export interface StreamRequest {
  readonly response: ServerResponse;
  readonly accepted: AcceptedForms;
  readonly admission: Admitted | Refusal;
  readonly client: Client;
  readonly identity: Identity;
  /** Its operation is written to the log when it is over. */
  readonly record: Pick<RequestRecord, 'isTold'>;
}

export interface StreamRoute extends Stoppable {
  /**
   * Answers with a stream of results, and resolves when it is over; false when one answer in plain JSON does.
   * @throws Fault for what is wrong before the stream begins
   */
  serve(request: StreamRequest): Promise<boolean>;
}

/**
 * GraphQL over HTTP as a stream, for clients that ask for one: Server-Sent Events or Apollo's multipart protocol. Subscriptions above all; queries and
 * mutations where the client takes nothing else. Once the stream has begun, every outcome is told inside it. `stop()` completes subscriptions and lets
 * queries and mutations finish.
 */
export function createStreamRoute(options: StreamRouteOptions): StreamRoute {
  const { pipeline, denylist, settings, metrics, log } = options;
  const identities = createIdentityWatch(denylist);
  const addresses = new ConnectionCaps({ max: settings.maxStreams, maxPerClient: settings.maxStreamsPerAddress });
  const users = new ConnectionCaps({ max: Number.POSITIVE_INFINITY, maxPerClient: settings.maxStreamsPerUser });
  const open = new Map<LiveStream, { readonly isSubscription: boolean }>();
  let isDraining = false;

  /** @throws Fault `RATE_LIMITED`, `SUBGRAPH_UNAVAILABLE` */
  function takePlace({ caller, clientAddress }: Client): () => void {
    const byAddress = addresses.take(clientAddress);
    if (byAddress === 'full')
      throw new RequestRefused('SUBGRAPH_UNAVAILABLE', 'connections', 'This server has no room for more streams.');
    if (byAddress === 'tooMany')
      throw new RequestRefused(
        'RATE_LIMITED',
        'connections',
        `A client may have ${settings.maxStreamsPerAddress} streams open.`,
      );
    const byUser = users.take(caller?.sub ?? null);
    if (typeof byUser === 'string') {
      byAddress();
      throw new RequestRefused(
        'RATE_LIMITED',
        'connections',
        `A user may have ${settings.maxStreamsPerUser} streams open.`,
      );
    }
    return () => {
      byAddress();
      byUser();
    };
  }

  return {
    async serve({ response, accepted, admission, client, identity, record }) {
      const { stream: form, json } = accepted;
      const isRefused = 'refused' in admission;
      const isSubscription = !isRefused && admission.operation.kind === OperationTypeNode.SUBSCRIPTION;
      // One answer goes as JSON to whoever takes JSON.
      if (json && !isSubscription) return false;
      if (isDraining && isSubscription)
        throw new RequestRefused('SUBGRAPH_UNAVAILABLE', 'draining', 'This server is going away. Connect again.');
      if (response.destroyed) return true;
      const giveBack = takePlace(client);

      const live = new LiveStream(response, {
        form,
        limits: settings,
        heartbeatMs: settings.heartbeatMs,
        requestId: isRefused ? undefined : admission.origin.requestId,
        cut: metrics && (() => metrics.cut(form.transport)),
        log,
      });
      open.set(live, { isSubscription });
      const stopWatching = identities.watch(identity, (why) => live.expire(why));
      if (isRefused) live.refuse(admission.refused);
      else {
        record.isTold = true;
        live.start((receiver) => pipeline.run(admission, form.transport, receiver));
      }
      await live.closed;
      stopWatching();
      giveBack();
      open.delete(live);
      return true;
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
