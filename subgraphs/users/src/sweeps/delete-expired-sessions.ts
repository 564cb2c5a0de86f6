import type { Sweep } from '@bazaar/subgraph/sweep';
import type { UsersContext } from '../context.ts';
import { SESSION_LIFETIME_MS } from '../domain/session-rules.ts';
import { deleteExpiredSessions as deleteBatch, deleteUsedTokens } from '../storage/sessions.ts';

/** Sessions stay this long after their end, so that a late second use of a token is still recognised. */
const KEPT_MS = 30 * 24 * 3_600_000;
const BATCH = 500;

/** Deletes sessions, with their tokens, that ended long ago, and of sessions that go on the tokens that had expired by now, had they not been exchanged. */
export const deleteExpiredSessions: Sweep<UsersContext> = {
  name: 'delete-expired-sessions',
  everyMs: 10 * 60_000,
  async run({ inTransaction, now }) {
    const at = now().getTime();
    const tokens = await inTransaction((tx) => deleteUsedTokens(tx, new Date(at - SESSION_LIFETIME_MS), BATCH));
    return tokens + (await inTransaction((tx) => deleteBatch(tx, new Date(at - KEPT_MS), BATCH)));
  },
};
