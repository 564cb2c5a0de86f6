import type { GraphQLFormattedError } from 'graphql';
import type { Data, FetchAnswer } from '../engine/compiled/run.ts';
import type { Found } from '../telemetry/gateway-metrics.ts';
import type { Kept } from './cache-store.ts';
import { isFailure } from './failures.ts';
import type { Lots } from './lots.ts';

export interface GatheringOptions {
  /** What was found for each entity, fresh or not. */
  readonly found: readonly (Kept | undefined)[];
  readonly lots: Lots;
  readonly took: (freshUntilMs: number) => void;
  readonly lookedUp: (found: Found, count: number) => void;
}

/** The entities of one fetch, as they come together from what was kept and what subgraphs say. */
export class GatheredEntities {
  readonly #options: GatheringOptions;
  readonly #entities: (Data | null)[];
  readonly #errors: GraphQLFormattedError[] = [];
  #isPlain = true;

  constructor(options: GatheringOptions) {
    this.#options = options;
    this.#entities = options.found.map(() => null);
  }

  /** Takes those that may be used. @returns the places of the others. */
  use(places: readonly number[], kept: readonly (Kept | undefined)[], found: 'hit' | 'joined'): readonly number[] {
    const { lots, lookedUp } = this.#options;
    const missing: number[] = [];
    for (const [at, place] of places.entries()) {
      const one = kept[at];
      if (one && (found === 'hit' ? lots.isFresh(one) : lots.mayStandIn(one))) this.#put(place, one);
      else missing.push(place);
    }
    if (missing.length < places.length) lookedUp(found, places.length - missing.length);
    return missing;
  }

  /** Takes a subgraph's answer about those at `places`. One that failed leaves those that were kept. */
  take(places: readonly number[], { data, errors, isPlain = false }: FetchAnswer): void {
    const { found, lots, lookedUp } = this.#options;
    // As many as were asked for: whoever asked has looked.
    const received = data?.['_entities'] as readonly (Data | null)[] | undefined;
    const told = errors && byPlace(errors);
    let standIns = 0;
    for (const [at, place] of places.entries()) {
      const own = told?.get(at);
      const old = found[place];
      if (own?.every(isFailure) && lots.mayStandIn(old)) {
        this.#put(place, old);
        standIns += 1;
        continue;
      }
      this.#entities[place] = received?.[at] ?? null;
      for (const error of own ?? []) this.#errors.push(moved(error, place));
    }
    this.#isPlain &&= isPlain;
    if (standIns > 0) lookedUp('stale', standIns);
    if (standIns < places.length) lookedUp('miss', places.length - standIns);
  }

  answer(): FetchAnswer {
    const data = { _entities: this.#entities };
    return this.#errors.length > 0 ? { data, errors: this.#errors } : { data, isPlain: this.#isPlain };
  }

  #put(place: number, kept: Kept): void {
    const { lots, took } = this.#options;
    took(kept.freshUntilMs);
    const { data, isPlain } = lots.read(kept);
    this.#entities[place] = data;
    this.#isPlain &&= isPlain;
  }
}

function byPlace(errors: readonly GraphQLFormattedError[]): ReadonlyMap<unknown, readonly GraphQLFormattedError[]> {
  const places = new Map<unknown, GraphQLFormattedError[]>();
  for (const error of errors) {
    const place = error.path?.[1];
    const own = places.get(place);
    if (own) own.push(error);
    else places.set(place, [error]);
  }
  return places;
}

/** An error of a part, at its place in the whole. */
function moved(error: GraphQLFormattedError, place: number): GraphQLFormattedError {
  const [root = '_entities', , ...rest] = error.path ?? [];
  return { ...error, path: [root, place, ...rest] };
}
