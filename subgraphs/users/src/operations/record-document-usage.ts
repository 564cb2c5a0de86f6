import { onceByKey } from '@bazaar/subgraph/idempotency';
import type { UsersContext } from '../context.ts';
import { addDocumentUsage, type UsageToAdd } from '../storage/document-usage.ts';

export type RecordDocumentUsageOutcome = { readonly kind: 'recorded' } | { readonly kind: 'batchIdReused' };

/** Adds one batch of counts, with one entry per document and day, once: sent again, it is known by its id and left out. */
export function recordDocumentUsage(
  { inTransaction }: Pick<UsersContext, 'inTransaction'>,
  batchId: string,
  entries: readonly UsageToAdd[],
): Promise<RecordDocumentUsageOutcome> {
  return inTransaction(async (tx) => {
    const scope = { caller: 'gateway', operation: 'recordDocumentUsage', key: batchId, input: entries };
    const outcome = await onceByKey<RecordDocumentUsageOutcome>(tx, scope, async () => {
      await addDocumentUsage(tx, entries);
      return { kind: 'recorded' };
    });
    return outcome.kind === 'idempotencyKeyReused' ? { kind: 'batchIdReused' } : outcome;
  });
}
