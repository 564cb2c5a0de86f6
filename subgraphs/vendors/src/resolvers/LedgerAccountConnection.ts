import type { LedgerAccountConnectionResolvers } from '../generated/resolvers.ts';

export const LedgerAccountConnection: LedgerAccountConnectionResolvers = { totalCount: (page) => page.count() };
