import type { FetchNode } from '@apollo/query-planner';
import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import { isPromise, type Awaitable, type Data, type FetchAnswer } from '../engine/compiled/run.ts';
import type { RequestScope } from '../engine/request-scope.ts';
import type { LoadedSupergraph } from '../engine/supergraph.ts';
import type { PolicyDefaults } from './cache-policy.ts';
import type { Beginning, CacheStore, Kept } from './cache-store.ts';
import { canonicalJson } from './canonical-json.ts';
import { planFetch, type EntityPlan, type FetchPlan } from './plan-fetch.ts';
import type { ViewerKey, ViewerKeys } from './viewer-key.ts';

type Asking = Pick<RequestScope, 'caller' | 'forwarded'>;
interface Asked {
  readonly fetch: FetchNode;
  readonly variables: Data;
  readonly scope: Asking;
}

type Ask = (fetch: FetchNode, variables: Data) => Awaitable<FetchAnswer>;

export interface EntityCache {
  /** The answer of a query's fetch: what is kept of it, and the rest from the subgraph, which `ask` asks. Never for mutations and events: they shall see what is. */
  fetch(fetch: FetchNode, variables: Data, scope: Asking, ask: Ask): Awaitable<FetchAnswer>;
}

export interface EntityCacheOptions {
  readonly store: CacheStore;
  readonly supergraph: () => LoadedSupergraph;
  readonly viewerKey: ViewerKey;
  readonly defaults: PolicyDefaults;
  /** Told of the entities and root fields of each fetch that may be kept. */
  readonly lookedUp?: ((found: 'hit' | 'miss', count: number) => void) | undefined;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Where an answer is kept. */
interface Lot {
  readonly key: string;
  /** Where that of strangers is, for who may be given it. */
  readonly ofStrangers: string | undefined;
}

interface EntityLot extends Lot {
  readonly entity: EntityPlan;
}

/**
 * Keeps what subgraphs say of each entity, and of root fields, by what was asked and of what: the next fetch asks only for what is missing. An answer with
 * errors leaves nothing here.
 */
export function createEntityCache(options: EntityCacheOptions): EntityCache {
  const { store, supergraph, viewerKey, defaults, lookedUp, now = Date.now } = options;
  const plans = new WeakMap<DocumentNode, FetchPlan | null>();

  function planOf({ serviceName, operationDocumentNode: document, operationKind }: FetchNode): FetchPlan | null {
    if (!document || operationKind !== 'query') return null;
    let plan = plans.get(document);
    if (plan === undefined) plans.set(document, (plan = planFetch(serviceName, document, supergraph(), defaults)));
    return plan;
  }

  function fetchRoot(
    prefix: string,
    root: NonNullable<FetchPlan['root']>,
    { fetch, variables, scope }: Asked,
    ask: Ask,
  ): Awaitable<FetchAnswer> {
    const viewer = viewerKey(scope, root.policy.scope);
    if (!viewer) return ask(fetch, variables);
    const question = `${prefix}\n${canonicalJson(variables)}\n`;
    const lot = { key: question + viewer.own, ofStrangers: ofStrangers(question, viewer) };
    const take = (kept: Kept | undefined): Awaitable<FetchAnswer> => {
      lookedUp?.(isFresh(kept) ? 'hit' : 'miss', 1);
      if (isFresh(kept)) return { data: read(kept) };
      const begun = store.begin();
      return then(ask(fetch, variables), (answer) => {
        const { data, errors } = answer;
        if (data && !errors?.length)
          store.keep(lot.key, { text: JSON.stringify(data), tags: root.findTags(data) }, root.policy, begun);
        return answer;
      });
    };
    const near = peek(lot);
    return isFresh(near) || !store.isShared ? take(near) : find(lot).then(take);
  }

  async function fetchEntities(plan: FetchPlan, { fetch, variables, scope }: Asked, ask: Ask): Promise<FetchAnswer> {
    const { representations: given, ...others } = variables;
    // The executor made them.
    const representations = given as readonly Data[];
    const rest = canonicalJson(others);
    const lots = representations.map((representation) => lotOf(representation));
    const near = lots.map((lot) => lot && peek(lot));
    const found = store.isShared && !near.every(isFresh) ? await Promise.all(lots.map(find)) : near;
    const missing = lots.flatMap((_, index) => (isFresh(found[index]) ? [] : [index]));
    const entities: unknown[] = found.map((kept) => (isFresh(kept) ? read(kept) : null));
    if (missing.length < lots.length) lookedUp?.('hit', lots.length - missing.length);
    if (missing.length === 0) return { data: { _entities: entities } };
    lookedUp?.('miss', missing.length);

    const begun = store.begin();
    const whole = missing.length === representations.length;
    const answer = await ask(
      fetch,
      whole ? variables : { ...variables, representations: missing.map((index) => representations[index]) },
    );
    const received = answer.data?.['_entities'];
    const isFitting = Array.isArray(received) && received.length === missing.length;
    if (isFitting && !answer.errors?.length)
      for (const [at, index] of missing.entries()) keep(lots[index], representations[index], received[at], begun);
    if (whole) return answer;
    // Other entities than were asked for: the executor tells what that means for all of them.
    if (answer.data && !isFitting) return { ...answer, data: { _entities: received } };
    // A subgraph that failed leaves those that were kept.
    if (isFitting) for (const [at, index] of missing.entries()) entities[index] = received[at];
    return { data: { _entities: entities }, errors: moveErrors(answer, missing) };

    function lotOf(representation: Data): EntityLot | undefined {
      const typename = representation['__typename'];
      const entity = typeof typename === 'string' ? plan.entity(typename) : null;
      const viewer = entity && viewerKey(scope, entity.policy.scope);
      if (!entity || !viewer) return undefined;
      const question = `${plan.key}\n${canonicalJson(representation)}\n${rest}\n`;
      return { entity, key: question + viewer.own, ofStrangers: ofStrangers(question, viewer) };
    }
  }

  function keep(
    lot: EntityLot | undefined,
    representation: Data | undefined,
    received: unknown,
    begun: Beginning,
  ): void {
    if (!lot || !representation) return;
    const { policy, type, idField, findTags } = lot.entity;
    const id = idField === undefined ? undefined : representation[idField];
    const own = typeof id === 'string' || typeof id === 'number' ? `${type}:${id}` : `${type}:*`;
    const text = JSON.stringify(received ?? null);
    store.keep(lot.key, { text, tags: [...new Set([own, ...findTags(received)])] }, policy, begun);
  }

  function peek({ key, ofStrangers: theirs }: Lot): Kept | undefined {
    const kept = store.peek(key);
    return isFresh(kept) || theirs === undefined ? kept : store.peek(theirs);
  }

  async function find(lot: Lot | undefined): Promise<Kept | undefined> {
    if (!lot) return undefined;
    const near = peek(lot);
    if (isFresh(near)) return near;
    const kept = await store.find(lot.key);
    return isFresh(kept) || lot.ofStrangers === undefined ? kept : store.find(lot.ofStrangers);
  }

  function isFresh(kept: Kept | undefined): kept is Kept {
    return kept !== undefined && kept.freshUntilMs > now();
  }

  return {
    fetch(fetch, variables, scope, ask) {
      const plan = store.isOn() ? planOf(fetch) : null;
      if (!plan) return ask(fetch, variables);
      const asked = { fetch, variables, scope };
      if (plan.root) return fetchRoot(plan.key, plan.root, asked, ask);
      return Array.isArray(variables['representations']) ? fetchEntities(plan, asked, ask) : ask(fetch, variables);
    },
  };
}

function ofStrangers(question: string, { strangers }: ViewerKeys): string | undefined {
  return strangers === undefined ? undefined : question + strangers;
}

/** Each reader gets a copy of its own: what it does to it is nobody else's. */
function read({ text }: Kept): Data {
  // An object of an answer, as it was written.
  return JSON.parse(text) as Data;
}

/** Errors of the fetch of what was missing, at the places of the whole. */
function moveErrors({ errors }: FetchAnswer, places: readonly number[]): readonly GraphQLFormattedError[] | undefined {
  return errors?.map((error) => {
    const [root, at, ...rest] = error.path ?? [];
    if (root === undefined || typeof at !== 'number') return error;
    return { ...error, path: [root, places[at] ?? at, ...rest] };
  });
}

function then<Value, Result>(value: Awaitable<Value>, use: (value: Value) => Result): Awaitable<Result> {
  return isPromise(value) ? value.then(use) : use(value);
}
