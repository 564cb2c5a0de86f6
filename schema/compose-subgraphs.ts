import { composeServices } from '@apollo/composition';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { filterSchema } from '@bazaar/gateway/contracts/filter-schema';
import { printContract } from '@bazaar/gateway/contracts/open-contracts';
import { readTags } from '@bazaar/gateway/contracts/read-tags';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** One subgraph as composition sees it. */
export interface SubgraphSdl {
  readonly name: string;
  readonly url: string;
  /** Parsed with a `Source` per file, so that problems can name file and line. */
  readonly typeDefs: DocumentNode;
}

/** Which tags make a contract. */
export interface ContractTags {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Something composition minds, with the places in the SDL that it is about. */
export interface CompositionFinding {
  /** Apollo's code, such as `INVALID_FIELD_SHARING`. */
  readonly code: string;
  readonly message: string;
  /** `file:line:column`. */
  readonly places: readonly string[];
}

export type Composition =
  | {
      readonly kind: 'composed';
      /** What the gateway loads. */
      readonly supergraph: string;
      /** What clients see: no joins, no inaccessible elements, sorted by name. */
      readonly api: string;
      /** The part of it that each contract shows, by the contract's name. */
      readonly contracts: Readonly<Record<string, string>>;
      /** What works but deserves a look. */
      readonly hints: readonly CompositionFinding[];
    }
  | { readonly kind: 'failed'; readonly errors: readonly CompositionFinding[] };

/** Composes subgraphs into a supergraph and its contracts, without I/O. Equal input gives equal text, whatever the order of the subgraphs. */
export function composeSubgraphs(
  subgraphs: readonly SubgraphSdl[],
  contracts: Readonly<Record<string, ContractTags>> = {},
): Composition {
  const sorted = [...subgraphs].sort((left, right) => (left.name < right.name ? -1 : 1));
  const result = composeServices(sorted.map(({ name, url, typeDefs }) => ({ name, url, typeDefs })));
  if (result.errors) {
    return {
      kind: 'failed',
      errors: result.errors.map((error) => ({
        code: typeof error.extensions['code'] === 'string' ? error.extensions['code'] : 'UNKNOWN',
        message: error.message,
        places: placesOf(error.nodes),
      })),
    };
  }
  const api = Supergraph.build(result.supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES })
    .apiSchema()
    .toGraphQLJSSchema();
  const filtered = filterContracts(contracts, result.supergraphSdl, api);
  if (filtered.errors.length > 0) return { kind: 'failed', errors: filtered.errors };
  return {
    kind: 'composed',
    supergraph: withNewline(result.supergraphSdl),
    api: printContract(api),
    contracts: filtered.texts,
    hints: result.hints.map((hint) => ({
      code: hint.definition.code,
      message: hint.message,
      places: placesOf(hint.nodes),
    })),
  };
}

function filterContracts(contracts: Readonly<Record<string, ContractTags>>, supergraph: string, api: GraphQLSchema) {
  const tags = readTags(supergraph);
  const texts: Record<string, string> = {};
  const errors: CompositionFinding[] = [];
  for (const [name, filter] of Object.entries(contracts)) {
    const filtered = filterSchema(api, tags, filter);
    if (filtered.kind === 'filtered') texts[name] = printContract(filtered.schema);
    else
      errors.push(
        ...filtered.problems.map((problem) => ({
          code: 'CONTRACT_INVALID',
          message: `[${name}] ${problem}`,
          places: [],
        })),
      );
  }
  return { texts, errors };
}

function placesOf(nodes: readonly Pick<DocumentNode, 'loc'>[] | undefined): string[] {
  return (nodes ?? []).flatMap(({ loc }) =>
    loc ? [`${loc.source.name}:${loc.startToken.line}:${loc.startToken.column}`] : [],
  );
}

function withNewline(text: string): string {
  return `${text.trimEnd()}\n`;
}
