import type { CountedConnection } from '@bazaar/subgraph/connections';
import type { PartnerDocument } from '../domain/partner-document.ts';
import type { PartnerDocumentConnectionResolvers } from '../generated/resolvers.ts';

export type PartnerDocumentPage = CountedConnection<PartnerDocument>;

export const PartnerDocumentConnection: PartnerDocumentConnectionResolvers = { totalCount: (page) => page.count() };
