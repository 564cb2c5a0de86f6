import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { isAbstractType, isObjectType, parse, type GraphQLSchema } from 'graphql';
import { readEntities, type Entities } from './entities.ts';
import type { World } from './world.ts';

/** A supergraph and the things it is about. */
export interface FixtureParts {
  readonly name: string;
  /** SDL by subgraph, without the line that links the federation specification. */
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly world: World;
  /** What single subgraphs answer differently from the world, by subgraph and `Type.field`. */
  readonly stale?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface SubgraphParts {
  readonly name: string;
  readonly sdl: string;
  readonly entities: Entities;
}

export interface Fixture {
  readonly name: string;
  readonly world: World;
  readonly stale: NonNullable<FixtureParts['stale']>;
  readonly subgraphs: readonly SubgraphParts[];
  readonly supergraphSdl: string;
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  /** Whether `typename` is one of the possible types of `abstract`. */
  isSubType(abstract: string, typename: string): boolean;
}

const LINK = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@requires", "@provides", "@external", "@shareable", "@override", "@interfaceObject", "@inaccessible"
])
`;

/** Composes a fixture. @throws with the composition's errors. */
export function composeFixture({ name, world, stale = {}, ...parts }: FixtureParts): Fixture {
  const subgraphs = Object.entries(parts.subgraphs).map(([subgraph, types]) => {
    const sdl = LINK + types;
    return { name: subgraph, sdl, entities: readEntities(parse(sdl)) };
  });
  const composed = composeServices(
    subgraphs.map((subgraph) => ({
      name: subgraph.name,
      url: `http://${subgraph.name}.invalid`,
      typeDefs: parse(subgraph.sdl),
    })),
  );
  if (!composed.supergraphSdl) throw new Error(composed.errors?.map(({ message }) => message).join('\n'));
  const apiSchema = Supergraph.build(composed.supergraphSdl).apiSchema().toGraphQLJSSchema();
  return {
    name,
    world,
    stale,
    subgraphs,
    supergraphSdl: composed.supergraphSdl,
    apiSchema,
    isSubType(abstract, typename) {
      const [outer, inner] = [apiSchema.getType(abstract), apiSchema.getType(typename)];
      return isAbstractType(outer) && isObjectType(inner) && apiSchema.isSubType(outer, inner);
    },
  };
}
