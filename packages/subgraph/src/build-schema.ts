import { buildSubgraphSchema } from '@apollo/subgraph';
import { readFileSync } from 'node:fs';
import { parse, type GraphQLSchema } from 'graphql';
import { sharedResolvers } from './shared-resolvers.ts';

/** Resolvers by type and field; codegen types them per subgraph. */
export type ResolverMap = Readonly<Record<string, object>>;

type SchemaModule = Extract<
  Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>[number],
  { typeDefs: unknown }
>;

const SHARED_SDL = new URL('../../../schema/shared.graphql', import.meta.url);

/**
 * The executable schema of a subgraph: `schema/shared.graphql` and its own `schema.graphql`.
 * @throws when the SDL is not valid, or when a resolver has no place in it.
 */
export function buildSchema(root: URL, resolvers: ResolverMap): GraphQLSchema {
  const sdl = [SHARED_SDL, new URL('schema.graphql', root)].map((file) => readFileSync(file, 'utf8')).join('\n');
  // codegen has checked each resolver against the SDL; here they are only looked up by name.
  const checked = { ...sharedResolvers, ...resolvers } as SchemaModule['resolvers'];
  return buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: checked }]);
}
