import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { ConfigError } from '@bazaar/runtime/config';
import type { ContractFilter } from './decide-elements.ts';
import { filterSchema } from './filter-schema.ts';
import { readTags } from './read-tags.ts';

/** A part of the graph that is shown to some clients as if it were all there is. */
export interface Contract {
  readonly name: string;
  readonly apiSchema: GraphQLSchema;
}

/**
 * The contracts of one supergraph. Call it at each load and swap, before the supergraph serves.
 *
 * @param apiSchema of the same supergraph.
 * @throws ConfigError naming each contract and element at fault.
 */
export function openContracts(
  contracts: Readonly<Record<string, ContractFilter>>,
  { supergraphSdl, apiSchema }: { readonly supergraphSdl: string; readonly apiSchema: GraphQLSchema },
): ReadonlyMap<string, Contract> {
  const names = Object.keys(contracts);
  if (names.length === 0) return new Map();
  const tags = readTags(supergraphSdl);
  const problems: string[] = [];
  const opened = new Map<string, Contract>();
  for (const [name, filter] of Object.entries(contracts)) {
    const filtered = filterSchema(apiSchema, tags, filter);
    if (filtered.kind === 'filtered') opened.set(name, { name, apiSchema: filtered.schema });
    else problems.push(...filtered.problems.map((problem) => `contract ${name}: ${problem}`));
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return opened;
}

/** A contract's schema as text, sorted by name. */
export function printContract(apiSchema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(apiSchema)).trimEnd()}\n`;
}
