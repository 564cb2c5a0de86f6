import type { Step } from '../http/call.ts';
import type { EndpointRow } from '../state/tables.ts';

/** An endpoint that is given rather than created through the API. */
export interface GivenEndpoint {
  readonly url: string;
  /** What the endpoint verifies signatures with: `whsec_…`. */
  readonly secret: string;
  /** Receives the events of connected accounts instead of the platform's own. */
  readonly connect?: boolean;
  /** Event types or patterns (`charge.*`); without any, all. */
  readonly events?: readonly string[];
}

/** Keeps an endpoint under `id`, replacing what was there: its pending deliveries go to the new URL. */
export function putEndpoint(step: Step, id: string, given: GivenEndpoint, fixed: boolean): EndpointRow {
  const row: EndpointRow = {
    id,
    owner: step.platform,
    secret: given.secret,
    connect: given.connect ?? false,
    fixed,
    object: {
      id,
      object: 'webhook_endpoint',
      api_version: null,
      application: null,
      created: step.now,
      description: null,
      enabled_events: [...(given.events ?? ['*'])],
      livemode: false,
      metadata: {},
      status: 'enabled',
      url: given.url,
    },
  };
  step.tx.put('webhook_endpoints', row);
  return row;
}

/**
 * Makes the endpoints given at the start the only fixed ones. The n-th of a start is the n-th of the next: what is still
 * to be delivered to it goes to its new URL.
 */
export function putFixedEndpoints(step: Step, given: readonly GivenEndpoint[]): void {
  given.forEach((endpoint, place) => putEndpoint(step, `we_fixed${place}`, endpoint, true));
  for (const { id, fixed } of step.tx.list('webhook_endpoints')) {
    if (fixed && Number(id.slice('we_fixed'.length)) >= given.length) step.tx.delete('webhook_endpoints', id);
  }
}
