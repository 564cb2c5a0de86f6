import type { Sweep } from '@bazaar/subgraph/sweep';
import type { UsersContext } from '../context.ts';
import { MAX_USAGE_DAYS } from '../domain/partner-document.ts';
import { firstDayOf } from '../domain/usage-days.ts';
import { deleteUsageBefore } from '../storage/document-usage.ts';

const BATCH = 1_000;

/** Deletes counts of partners' documents that nobody can ask for any more. */
export const deleteOldUsage: Sweep<UsersContext> = {
  name: 'delete-old-usage',
  everyMs: 60 * 60_000,
  run: ({ inTransaction, now }) =>
    inTransaction((tx) => deleteUsageBefore(tx, firstDayOf(MAX_USAGE_DAYS, now()), BATCH)),
};
