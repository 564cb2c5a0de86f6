import { z } from 'zod';
import { ConfigError } from '@bazaar/runtime/config';
import { settingsOfSubgraph, type Settings, type SubgraphPlace } from '../settings/settings.ts';
import { urlVariable } from '../settings/variables.ts';
import type { SubgraphSettings } from '../sources/subgraph-settings.ts';
import type { ListedSubgraph } from '../supergraph/subgraph-names.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How each subgraph of a supergraph is treated, every default filled in.
 * @throws ConfigError naming each setting at fault.
 */
export function settleSubgraphs(
  subgraphs: readonly ListedSubgraph[],
  settings: Settings,
  env: Environment,
): Map<string, SubgraphSettings> {
  const settled = new Map<string, SubgraphSettings>();
  const problems: string[] = [];
  for (const subgraph of subgraphs) {
    const { name } = subgraph;
    try {
      settled.set(name, settingsOfSubgraph(name, placeOf(subgraph, settings, env), settings));
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      for (const { path, message } of error.issues)
        problems.push(
          path[0] === 'url'
            ? `${urlVariable(name)}: ${message}`
            : `${['subgraphs', name, ...path].join('.')}: ${message}`,
        );
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return settled;
}

/** The environment and the settings say where a subgraph is, a supergraph where its GraphQL is: with a path of its own, or with none. */
function placeOf({ name, url }: ListedSubgraph, settings: Settings, env: Environment): SubgraphPlace {
  const configured = settings.subgraphs[name]?.['url'];
  const base = env[urlVariable(name)] || (typeof configured === 'string' ? configured : undefined);
  if (base !== undefined) return { url: base.replace(/\/graphql\/?$/, '') };
  if (!URL.canParse(url)) return { url };
  const place = new URL(url);
  const { pathname, search } = place;
  const end = pathname.lastIndexOf('/');
  place.pathname = pathname.slice(0, end);
  place.search = '';
  return { url: place.href.replace(/\/$/, ''), graphqlPath: `${pathname.slice(end)}${search}` };
}
