import { ConfigError } from '@bazaar/runtime/config';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { z } from 'zod';
import type { MintInternalToken } from '../identity/internal-tokens.ts';
import { settingsOfSubgraph, type Settings } from '../settings/settings.ts';
import { urlVariable } from '../settings/variables.ts';
import { createHttpDoor, type HttpDoor } from '../sources/http-door.ts';
import type { SubgraphErrors } from '../sources/passed-errors.ts';
import type { SubgraphStats } from '../sources/subgraph-stats.ts';
import { createMutationWatch } from '../sources/watch-mutations.ts';
import type { ListedSubgraph } from '../supergraph/subgraph-names.ts';

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
  readonly url: string;
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

  function urlOf({ name, url }: ListedSubgraph): string {
    const configured = settings.subgraphs[name]?.['url'];
    const given = env[urlVariable(name)] || (typeof configured === 'string' ? configured : url);
    return given.replace(/\/graphql\/?$/, '');
  }

  return {
    know(subgraphs) {
      const problems: string[] = [];
      const opened = new Map<string, Place>();
      for (const subgraph of subgraphs) {
        const { name } = subgraph;
        const url = urlOf(subgraph);
        if (places.get(name)?.url === url) continue;
        try {
          const settled = { ...settingsOfSubgraph(name, url, settings), url };
          opened.set(name, {
            url,
            errors: settled.errors,
            door: createHttpDoor({ ...settled, name, mintToken, mutations, log }),
          });
        } catch (error) {
          if (!(error instanceof z.ZodError)) throw error;
          for (const { path, message } of error.issues)
            problems.push(
              path[0] === 'url'
                ? `${urlVariable(name)}: ${message}`
                : `subgraphs.${name}.${path.join('.')}: ${message}`,
            );
        }
      }
      if (problems.length > 0) {
        for (const { door } of opened.values()) void door.stop();
        throw new ConfigError(problems);
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
