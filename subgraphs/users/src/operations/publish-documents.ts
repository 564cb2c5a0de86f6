import type { UsersContext } from '../context.ts';
import type { Partner } from '../domain/partner.ts';
import { recordAudit } from '../storage/audit.ts';
import { putDocuments, type DocumentToPublish } from '../storage/partner-documents.ts';
import { lockPartnerByHandle } from '../storage/partners.ts';

export type PublishDocumentsOutcome =
  | {
      readonly kind: 'published';
      readonly added: number;
      /** How many had been retired. */
      readonly restored: number;
      /** How many were published already. */
      readonly known: number;
    }
  | { readonly kind: 'notFound' }
  /** The partner's contract is another one than the documents were checked against. */
  | { readonly kind: 'contractChanged' };

/**
 * Publishes documents, with distinct hashes, of a partner: all of them or none. The caller has checked each against the contract of `checked`.
 * Publishing one again restores it, if it was retired, and brings its cost up to date.
 */
export function publishDocuments(
  { inTransaction, now }: Pick<UsersContext, 'inTransaction' | 'now'>,
  checked: Pick<Partner, 'handle' | 'contract'>,
  documents: readonly DocumentToPublish[],
): Promise<PublishDocumentsOutcome> {
  return inTransaction(async (tx) => {
    const partner = await lockPartnerByHandle(tx, checked.handle);
    if (!partner) return { kind: 'notFound' };
    if (partner.contract !== checked.contract) return { kind: 'contractChanged' };
    const at = now();
    const { added, restored } = await putDocuments(tx, partner.id, documents, at);
    const detail = { added, restored, hashes: documents.map(({ hash }) => hash) };
    await recordAudit(tx, { action: 'partner.documents_published', actorId: null, resource: partner.id, at, detail });
    return { kind: 'published', added, restored, known: documents.length - added - restored };
  });
}
