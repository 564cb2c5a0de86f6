import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { lexicographicSortSchema, printSchema, type DocumentNode } from 'graphql';

/** One subgraph as composition sees it. */
export interface SubgraphSdl {
  readonly name: string;
  readonly url: string;
  /** Parsed with a `Source` per file, so that problems can name file and line. */
  readonly typeDefs: DocumentNode;
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
      /** What works but deserves a look. */
      readonly hints: readonly CompositionFinding[];
    }
  | { readonly kind: 'failed'; readonly errors: readonly CompositionFinding[] };

/** Composes subgraphs into a supergraph, without I/O. Equal input gives equal text, whatever the order of the subgraphs. */
export function composeSubgraphs(subgraphs: readonly SubgraphSdl[]): Composition {
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
  const api = Supergraph.build(result.supergraphSdl).apiSchema().toGraphQLJSSchema();
  return {
    kind: 'composed',
    supergraph: withNewline(result.supergraphSdl),
    api: withNewline(printSchema(lexicographicSortSchema(api))),
    hints: result.hints.map((hint) => ({
      code: hint.definition.code,
      message: hint.message,
      places: placesOf(hint.nodes),
    })),
  };
}

function placesOf(nodes: readonly Pick<DocumentNode, 'loc'>[] | undefined): string[] {
  return (nodes ?? []).flatMap(({ loc }) =>
    loc ? [`${loc.source.name}:${loc.startToken.line}:${loc.startToken.column}`] : [],
  );
}

function withNewline(text: string): string {
  return `${text.trimEnd()}\n`;
}
