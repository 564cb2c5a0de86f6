import { ConfigError } from '@bazaar/runtime/config';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import type { MintInternalToken } from '../identity/internal-tokens.ts';
import type { Settings } from '../settings/settings.ts';
import { urlVariable } from '../settings/variables.ts';
import { createHttpDoor, type HttpDoor } from '../sources/http-door.ts';
import type { SubgraphErrors } from '../sources/passed-errors.ts';
import type { SubgraphStats } from '../sources/subgraph-stats.ts';
import { createMutationWatch } from '../sources/watch-mutations.ts';
import type { ListedSubgraph } from '../supergraph/subgraph-names.ts';
import { settleSubgraphs } from './settle-subgraphs.ts';

export interface HttpDoors extends Stoppable {
  /**
   * Where the subgraphs of a supergraph are, before it is loaded: those that are new can be asked at once, those that have moved when the supergraph is taken.
   * @throws ConfigError naming each that has no usable address.
   */
  know(subgraphs: readonly ListedSubgraph[]): Known;
  /** The way to one of them. It stays the same when a swap moves the subgraph to another address. */
  door(name: string): SubgraphDoor;
  names(): readonly string[];
  /** What clients see of the errors of one of them. */
  errorsOf(name: string): SubgraphErrors;
  /** What each of them has counted since it was opened. */
  stats(): readonly (readonly [name: string, stats: Readonly<SubgraphStats>])[];
  /** Nobody joins a call any more that is on its way now: it may carry what was before a change. */
  outdate(): void;
}

/** What follows from whether the supergraph is taken. */
export interface Known {
  taken(): void;
  refused(): void;
}

interface Place {
  /** Its address. */
  readonly at: string;
  readonly errors: SubgraphErrors;
  readonly door: HttpDoor;
}

/** The doors to subgraphs behind HTTP, at the addresses of the environment, the settings, or the supergraph, in this order. */
export function createHttpDoors(options: {
  readonly settings: Settings;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly mintToken: MintInternalToken | undefined;
  readonly log: Logger;
}): HttpDoors {
  const { settings, env, mintToken, log } = options;
  const mutations = createMutationWatch();
  const places = new Map<string, Place>();
  const facades = new Map<string, SubgraphDoor>();

  function current(name: string): HttpDoor {
    const place = places.get(name);
    if (!place) throw new ConfigError([`${urlVariable(name)}: is missing`]);
    return place.door;
  }

  return {
    know(subgraphs) {
      const strangers = Object.keys(settings.subgraphs).filter((name) =>
        subgraphs.every((known) => known.name !== name),
      );
      // A mistake, or a subgraph that is still to come.
      if (strangers.length > 0)
        log.warn({ subgraphs: strangers }, 'there are settings of subgraphs that the supergraph does not have');
      const opened = new Map<string, Place>();
      for (const [name, settled] of settleSubgraphs(subgraphs, settings, env)) {
        const at = `${settled.url}${settled.graphqlPath}`;
        if (places.get(name)?.at === at) continue;
        const door = createHttpDoor({ ...settled, name, mintToken, mutations, log });
        opened.set(name, { at, errors: settled.errors, door });
      }
      const isNew = new Set([...opened.keys()].filter((name) => !places.has(name)));
      for (const [name, place] of opened) if (isNew.has(name)) places.set(name, place);
      return {
        taken() {
          for (const [name, place] of opened) {
            if (isNew.has(name)) continue;
            // Finishes what it has begun.
            void places.get(name)?.door.stop();
            places.set(name, place);
          }
        },
        refused() {
          for (const [name, { door }] of opened) {
            if (isNew.has(name)) places.delete(name);
            void door.stop();
          }
        },
      };
    },
    door(name) {
      current(name);
      let facade = facades.get(name);
      if (!facade) {
        facade = {
          execute: (request) => current(name).execute(request),
          subscribe: (request) => current(name).subscribe(request),
          serveRaw: (request) => current(name).serveRaw(request),
        };
        facades.set(name, facade);
      }
      return facade;
    },
    names: () => [...places.keys()],
    errorsOf: (name) => places.get(name)?.errors ?? 'masked',
    stats: () => [...places].map(([name, { door }]) => [name, door.stats] as const),
    outdate: () => mutations.written(),
    async stop() {
      await Promise.all([...places.values()].map(({ door }) => door.stop()));
    },
  };
}
