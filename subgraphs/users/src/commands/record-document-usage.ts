import { parseId } from '@bazaar/ids/id';
import type { CommandHandler } from '@bazaar/subgraph/commands';
import type { UsersContext } from '../context.ts';
import { recordDocumentUsage as record } from '../operations/record-document-usage.ts';

/** Counts what a gateway saw partners do. */
export const recordDocumentUsage: CommandHandler<UsersContext, 'users.recordDocumentUsage'> = (
  context,
  { batchId, entries },
) =>
  record(
    context,
    batchId,
    entries.flatMap(({ partnerId, ...entry }) => {
      const id = parseId('ptn', partnerId);
      return id ? [{ ...entry, partnerId: id, lastUsedAt: new Date(entry.lastUsedAt) }] : [];
    }),
  );
