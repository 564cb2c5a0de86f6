import { parsePage, toConnection } from '@bazaar/subgraph/connections';
import type { PartnerResolvers } from '../generated/resolvers.ts';
import type { DocumentKey } from '../storage/partner-documents.ts';

export const Partner: PartnerResolvers = {
  scopes: ({ scopes }) => [...scopes],
  keys: ({ id }, _args, { loaders }) => loaders.keysOfPartner.load(id),
  async documents({ id }, args, { loaders }) {
    const retired = args.where?.retired ?? null;
    const page = parsePage(args, parseDocumentKey);
    const rows = await loaders.documentsOfPartner({ ...page, retired }).load(id);
    const connection = toConnection(rows, page, ({ publishedAt, hash }): DocumentKey => [publishedAt.getTime(), hash]);
    return { ...connection, count: () => loaders.documentCountOfPartner(retired).load(id) };
  },
};

function parseDocumentKey(key: unknown): DocumentKey | null {
  if (!Array.isArray(key) || key.length !== 2) return null;
  const [publishedAtMs, hash] = key as readonly unknown[];
  // What `new Date()` takes.
  if (!Number.isInteger(publishedAtMs) || Math.abs(publishedAtMs as number) > 8.64e15) return null;
  return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? [publishedAtMs as number, hash] : null;
}
