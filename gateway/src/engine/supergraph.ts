import { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { ConfigError } from '@bazaar/runtime/config';
import { findUnsupported } from '../supergraph/refuse-unsupported.ts';

/** A supergraph made ready for planning and execution. */
export interface LoadedSupergraph {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  readonly apiModel: ReturnType<Supergraph['apiSchema']>;
  readonly supergraphSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  /** Names of the subgraphs. */
  readonly subgraphs: readonly string[];
}

/** Fetches come with their parsed document, by which in-process subgraphs and errors find their way. */
export const PLANNER = { exposeDocumentNodeInFetchNode: true };

/** @param apiSchema what `ApolloGateway` made of the same SDL. */
export function openSupergraph(sdl: string, apiSchema: GraphQLSchema): LoadedSupergraph {
  const supergraph = Supergraph.build(sdl);
  return {
    apiSchema,
    apiModel: supergraph.apiSchema(),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    planner: new QueryPlanner(supergraph, PLANNER),
    subgraphs: supergraph.subgraphsMetadata().map(({ name }) => name),
  };
}

/** @throws ConfigError naming what the supergraph asks for that would give wrong answers without a word. */
export function requireSupported(sdl: string): void {
  const unsupported = findUnsupported(Supergraph.build(sdl));
  if (unsupported.length > 0) throw new ConfigError(unsupported);
}
