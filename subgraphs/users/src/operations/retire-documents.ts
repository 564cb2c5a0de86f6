import type { UsersContext } from '../context.ts';
import { recordAudit } from '../storage/audit.ts';
import { listDocumentsByHashes, retireDocuments as retire } from '../storage/partner-documents.ts';
import { lockPartnerByHandle } from '../storage/partners.ts';

export type RetireDocumentsOutcome =
  /** How many of them could be run until now. */
  | { readonly kind: 'retired'; readonly retired: number }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'documentsNotFound'; readonly hashes: readonly string[] };

/**
 * Retires documents of a partner by their hashes, all of them or, when one is none of the partner's, none. They are refused from then on, and stay with
 * their usage. Gateways that know one already run it for half a minute more.
 */
export function retireDocuments(
  { inTransaction, now }: Pick<UsersContext, 'inTransaction' | 'now'>,
  handle: string,
  hashes: readonly string[],
): Promise<RetireDocumentsOutcome> {
  return inTransaction(async (tx) => {
    const partner = await lockPartnerByHandle(tx, handle);
    if (!partner) return { kind: 'notFound' };
    const found = new Set((await listDocumentsByHashes(tx, partner.id, hashes)).map(({ hash }) => hash));
    const unknown = hashes.filter((hash) => !found.has(hash));
    if (unknown.length > 0) return { kind: 'documentsNotFound', hashes: unknown };
    const at = now();
    const retired = await retire(tx, partner.id, hashes, at);
    if (retired.length > 0) {
      const detail = { hashes: retired };
      await recordAudit(tx, { action: 'partner.documents_retired', actorId: null, resource: partner.id, at, detail });
    }
    return { kind: 'retired', retired: retired.length };
  });
}
