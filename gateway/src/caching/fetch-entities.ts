import type { FetchNode } from '@apollo/query-planner';
import type { Data, FetchAnswer } from '../engine/compiled/run.ts';
import { OTHER_ENTITIES, spreadError } from '../sources/subgraph-errors.ts';
import type { Kept } from './cache-store.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Asking, EntityCacheOptions } from './entity-cache.ts';
import { GatheredEntities } from './gathered-entities.ts';
import { lotFor, type Lot, type Lots } from './lots.ts';
import type { FetchPlan } from './plan-fetch.ts';
import { JOIN_MS, JOINS, type Refills } from './refills.ts';

/** The variables of a fetch of entities. */
interface Asked {
  readonly representations: readonly Data[];
  readonly others: Data;
}

export type FetchEntities = (plan: FetchPlan, fetch: FetchNode, asked: Asked, asking: Asking) => Promise<FetchAnswer>;

/** Fetches entities of which some are kept, some on their way for others, and the rest is asked for. */
export function createEntityFetch({
  store,
  lots,
  refills,
  viewerKey,
  lookedUp = () => undefined,
}: Pick<EntityCacheOptions, 'store' | 'viewerKey' | 'lookedUp'> & {
  readonly lots: Lots;
  readonly refills: Refills;
}): FetchEntities {
  function lotOf(representation: Data, rest: string, plan: FetchPlan, asking: Asking): Lot | undefined {
    const typename = representation['__typename'];
    const entity = typeof typename === 'string' ? plan.entity(typename) : null;
    const viewer = entity && viewerKey(asking, entity.policy.scope);
    if (!entity || !viewer) return undefined;
    const { policy, type, idField, findTags } = entity;
    const id = idField === undefined ? undefined : representation[idField];
    const own = typeof id === 'string' || typeof id === 'number' ? `${type}:${id}` : `${type}:*`;
    return lotFor(`${plan.key}\n${canonicalJson(representation)}\n${rest}\n`, viewer, {
      policy,
      tagsOf: (received) => [...new Set([own, ...findTags(received)])],
    });
  }

  async function find(lot: Lot | undefined): Promise<Kept | undefined> {
    return lot && lots.find(lot);
  }

  /** Asks the subgraph for those that belong into `into`, and keeps them there. */
  async function ask(
    into: readonly (Lot | undefined)[],
    fetch: FetchNode,
    variables: Data,
    { ask }: Asking,
  ): Promise<FetchAnswer> {
    const landings = into.map((lot) => lot && { lot, land: refills.begin(lot.key) });
    const arrived: (Kept | undefined)[] = [];
    try {
      const begun = store.begin();
      const answer = await ask(fetch, variables);
      const received = answer.data?.['_entities'];
      const isFitting = Array.isArray(received) && received.length === into.length;
      if (isFitting && !answer.errors?.length)
        for (const [at, landing] of landings.entries())
          arrived[at] = landing && lots.keep(landing.lot, received[at], begun);
      return answer.data && !isFitting ? malformed(fetch, variables) : answer;
    } finally {
      for (const [at, landing] of landings.entries()) landing?.land(arrived[at]);
    }
  }

  return async (plan, fetch, { representations, others }, asking) => {
    const rest = canonicalJson(others);
    const into = representations.map((representation) => lotOf(representation, rest, plan, asking));
    const near = into.map((lot) => lot && lots.peek(lot));
    const isFar = store.isShared && !near.every(lots.isFresh);
    const found = isFar ? await Promise.all(into.map(find)) : near;
    const gathered = new GatheredEntities({ found, lots, took: asking.took, lookedUp });

    async function askFor(places: readonly number[]): Promise<void> {
      if (places.length === 0) return;
      const variables = { ...others, representations: places.map((place) => representations[place]) };
      const wanted = places.map((place) => into[place]);
      gathered.take(places, await ask(wanted, fetch, variables, asking));
    }

    let missing = gathered.use([...found.keys()], found, 'hit');
    const asked: Promise<void>[] = [];
    const giveUpAt = performance.now() + JOIN_MS;
    for (let joins = 0; joins < JOINS; joins++) {
      const alone: number[] = [];
      const joined: number[] = [];
      const arrivals: Promise<Kept | undefined>[] = [];
      for (const place of missing) {
        const lot = into[place];
        if (!lot || !refills.isUnderWay(lot.key)) {
          alone.push(place);
          continue;
        }
        joined.push(place);
        arrivals.push(refills.arrival(lot.key, giveUpAt - performance.now(), asking.signal));
      }
      asked.push(askFor(alone));
      missing = joined;
      if (joined.length === 0) break;
      missing = gathered.use(joined, await Promise.all(arrivals), 'joined');
    }
    await Promise.all([...asked, askFor(missing)]);
    return gathered.answer();
  };
}

function malformed(fetch: FetchNode, variables: Data): FetchAnswer {
  const { operationDocumentNode: document } = fetch;
  return { data: null, errors: document && spreadError(OTHER_ENTITIES, { document, variables }) };
}
