import { Kind, parse } from 'graphql';

/** A subgraph as the supergraph's `join__Graph` enum lists it. */
export interface ListedSubgraph {
  readonly name: string;
  readonly url: string;
}

/** The subgraphs of a supergraph, in the order of its SDL. */
export function listSubgraphs(supergraphSdl: string): ListedSubgraph[] {
  for (const definition of parse(supergraphSdl).definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    return (definition.values ?? []).flatMap((value) => {
      const graph = value.directives?.find((directive) => directive.name.value === 'join__graph');
      const text = (argument: string): string => {
        const given = graph?.arguments?.find((candidate) => candidate.name.value === argument)?.value;
        return given?.kind === Kind.STRING ? given.value : '';
      };
      return text('name') ? [{ name: text('name'), url: text('url') }] : [];
    });
  }
  return [];
}
