import type { LedgerAccountConnectionResolvers } from '../generated/resolvers.ts';

export const LedgerAccountConnection: LedgerAccountConnectionResolvers = {
  nodes: (page) => page.edges.map(({ node }) => node),
  totalCount: (page) => page.count(),
};
