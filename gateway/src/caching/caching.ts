import type { Cache, PubSub } from '@bazaar/ephemeral/ephemeral';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { LoadedSupergraph } from '../engine/supergraph.ts';
import type { GatewayMetrics } from '../telemetry/gateway-metrics.ts';
import { createCacheStore } from './cache-store.ts';
import type { CachingSettings } from './caching-settings.ts';
import { createEntityCache, type EntityCache } from './entity-cache.ts';
import { followChanges } from './follow-changes.ts';
import { createResponseCache, type ResponseCache } from './response-cache.ts';
import { createViewerKey } from './viewer-key.ts';

export interface Caching extends Stoppable {
  readonly responses: ResponseCache;
  /** Undefined when entities are not kept. */
  readonly entities: EntityCache | undefined;
}

export interface CachingOptions {
  readonly settings: CachingSettings;
  readonly supergraph: () => LoadedSupergraph;
  /** Where changes are told. */
  readonly pubsub: PubSub;
  /** Where several processes share what they keep. */
  readonly shared?: Cache | undefined;
  /** Called, as soon as it is known, when something has changed or may have: calls under way may carry what was before. */
  readonly onChange?: (() => void) | undefined;
  readonly metrics?: Pick<GatewayMetrics, 'responseLookedUp' | 'entitiesLookedUp' | 'watch' | 'watchKept'> | undefined;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Both caches of a gateway over one store. Undefined when settings ask for neither. */
export function createCaching(options: CachingOptions): Caching | undefined {
  const { settings, supergraph, pubsub, shared, onChange, metrics, log, now = Date.now } = options;
  if (!settings.responses && !settings.entities) return undefined;
  const { maxBytes, maxEntryBytes, publicRoles, clientMaxAgeS, ...defaults } = settings;
  const feed = followChanges(pubsub, { onChange, log });
  const store = createCacheStore({ feed, maxBytes, maxEntryBytes, shared, now });
  const viewerKey = createViewerKey(publicRoles);
  const responses = createResponseCache({
    store,
    feed,
    viewerKey,
    defaults,
    isOn: settings.responses,
    clientMaxAgeS,
    lookedUp: metrics?.responseLookedUp,
    now,
  });
  metrics?.watch('bazaar_gateway_cache_bytes', () => store.bytes());
  metrics?.watch('bazaar_gateway_cache_usable', () => (store.isOn() ? 1 : 0));
  metrics?.watchKept(() => store.entries());
  return {
    responses,
    entities: settings.entities
      ? createEntityCache({ store, supergraph, viewerKey, defaults, lookedUp: metrics?.entitiesLookedUp, now })
      : undefined,
    stop: () => feed.stop(),
  };
}
