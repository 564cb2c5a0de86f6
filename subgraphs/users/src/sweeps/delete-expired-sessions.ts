import type { Sweep } from '@bazaar/subgraph/sweep';
import type { UsersContext } from '../context.ts';
import { deleteExpiredSessions as deleteBatch } from '../storage/sessions.ts';

/** Sessions stay this long after their end, so that a late second use of a token is still recognised. */
const KEPT_MS = 30 * 24 * 3_600_000;
const BATCH = 500;

/** Deletes sessions, with their tokens, that ended long ago. */
export const deleteExpiredSessions: Sweep<UsersContext> = {
  name: 'delete-expired-sessions',
  everyMs: 10 * 60_000,
  run: ({ inTransaction, now }) => inTransaction((tx) => deleteBatch(tx, new Date(now().getTime() - KEPT_MS), BATCH)),
};
