import type { FetchNode } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { isPromise, type Awaitable, type Data, type FetchAnswer } from '../engine/compiled/run.ts';
import type { RequestScope } from '../engine/request-scope.ts';
import type { LoadedSupergraph } from '../engine/supergraph.ts';
import type { Found } from '../telemetry/gateway-metrics.ts';
import type { PolicyDefaults } from './cache-policy.ts';
import type { CacheStore, Kept } from './cache-store.ts';
import { canonicalJson } from './canonical-json.ts';
import { isFailure } from './failures.ts';
import { createEntityFetch } from './fetch-entities.ts';
import { createLots, lotFor } from './lots.ts';
import { planFetch, type FetchPlan } from './plan-fetch.ts';
import { createRefills, JOIN_MS, JOINS } from './refills.ts';
import type { ViewerKey } from './viewer-key.ts';

/** Of the operation that a fetch belongs to. */
export interface Asking extends Pick<RequestScope, 'caller' | 'forwarded' | 'signal'> {
  /** Asks the subgraph. Never throws and never rejects. */
  readonly ask: (fetch: FetchNode, variables: Data) => Awaitable<FetchAnswer>;
  /** Told of what is taken from the cache: until when it may be used, in epoch milliseconds; that is over where something stands in. */
  readonly took: (freshUntilMs: number) => void;
}

export interface EntityCache {
  /** The answer of a query's fetch: what is kept of it, and the rest from the subgraph. Never for mutations and events: they shall see what is. */
  fetch(fetch: FetchNode, variables: Data, asking: Asking): Awaitable<FetchAnswer>;
}

export interface EntityCacheOptions {
  readonly store: CacheStore;
  readonly supergraph: () => LoadedSupergraph;
  readonly viewerKey: ViewerKey;
  readonly defaults: PolicyDefaults;
  /** Told of the entities and root fields of each fetch that may be kept. */
  readonly lookedUp?: ((found: Found, count: number) => void) | undefined;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * Keeps what subgraphs say of each entity, and of root fields, by what was asked and of what: the next fetch asks only for what is missing, and waits for
 * what another has asked for already. An answer with errors leaves nothing here; what was kept stands in for what a subgraph fails to say.
 */
export function createEntityCache(options: EntityCacheOptions): EntityCache {
  const { store, supergraph, viewerKey, defaults, lookedUp, now = Date.now } = options;
  const plans = new WeakMap<DocumentNode, FetchPlan | null>();
  const lots = createLots(store, now);
  const refills = createRefills();
  const fetchEntities = createEntityFetch({ store, lots, refills, viewerKey, lookedUp });

  function planOf({ serviceName, operationDocumentNode: document, operationKind }: FetchNode): FetchPlan | null {
    if (!document || operationKind !== 'query') return null;
    let plan = plans.get(document);
    if (plan === undefined) plans.set(document, (plan = planFetch(serviceName, document, supergraph(), defaults)));
    return plan;
  }

  function fetchRoot(
    { key, root }: FetchPlan & { root: NonNullable<FetchPlan['root']> },
    fetch: FetchNode,
    variables: Data,
    asking: Asking,
  ): Awaitable<FetchAnswer> {
    const viewer = viewerKey(asking, root.policy.scope);
    if (!viewer) return asking.ask(fetch, variables);
    const terms = { policy: root.policy, tagsOf: root.findTags };
    const lot = lotFor(`${key}\n${canonicalJson(variables)}\n`, viewer, terms);

    const use = (kept: Kept, found: Found): FetchAnswer => {
      lookedUp?.(found, 1);
      asking.took(kept.freshUntilMs);
      return lots.read(kept);
    };
    const take = (kept: Kept | undefined): Awaitable<FetchAnswer> => {
      if (lots.isFresh(kept)) return use(kept, 'hit');
      return refills.isUnderWay(lot.key) ? join(kept) : refill(kept);
    };
    const join = async (old: Kept | undefined): Promise<FetchAnswer> => {
      const giveUpAt = now() + JOIN_MS;
      for (let joins = 0; joins < JOINS && refills.isUnderWay(lot.key); joins++) {
        const kept = await refills.arrival(lot.key, giveUpAt - now(), asking.signal);
        if (lots.mayStandIn(kept)) return use(kept, 'joined');
      }
      return refill(old);
    };
    const refill = (old: Kept | undefined): Awaitable<FetchAnswer> => {
      const begun = store.begin();
      const land = refills.begin(lot.key);
      return then(asking.ask(fetch, variables), (answer) => {
        const { data, errors } = answer;
        let kept: Kept | undefined;
        try {
          if (data && !errors?.length) kept = lots.keep(lot, data, begun);
        } finally {
          land(kept);
        }
        if (errors?.length && errors.every(isFailure) && lots.mayStandIn(old)) return use(old, 'stale');
        lookedUp?.('miss', 1);
        return answer;
      });
    };

    const near = lots.peek(lot);
    return lots.isFresh(near) || !store.isShared ? take(near) : lots.find(lot).then(take);
  }

  return {
    fetch(fetch, variables, asking) {
      const plan = store.isOn() ? planOf(fetch) : null;
      if (!plan) return asking.ask(fetch, variables);
      const { root } = plan;
      if (root) return fetchRoot({ ...plan, root }, fetch, variables, asking);
      const { representations, ...others } = variables;
      if (!Array.isArray(representations)) return asking.ask(fetch, variables);
      // The executor made them.
      return fetchEntities(plan, fetch, { representations: representations as Data[], others }, asking);
    },
  };
}

function then<Value, Result>(value: Awaitable<Value>, use: (value: Value) => Awaitable<Result>): Awaitable<Result> {
  return isPromise(value) ? value.then(use) : use(value);
}
