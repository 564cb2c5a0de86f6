/** The five subgraphs, in the order in which they start. */
export const SUBGRAPH_NAMES = ['users', 'vendors', 'catalog', 'cart', 'orders'] as const;

export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];
