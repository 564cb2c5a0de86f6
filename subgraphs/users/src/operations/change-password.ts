import type { UserViewer } from '@bazaar/identity/viewer';
import { requireWithin } from '@bazaar/subgraph/rate-limit';
import type { UsersContext } from '../context.ts';
import { isAcceptablePassword } from '../domain/password-rules.ts';
import type { User } from '../domain/user.ts';
import { recordAudit } from '../storage/audit.ts';
import { listUsersByIds, lockUser, saveUser } from '../storage/users.ts';
import { endSessionsNow } from './end-sessions.ts';
import { PASSWORD_CHECKS } from './sign-in-limits.ts';

export type ChangePasswordOutcome =
  | { readonly kind: 'changed'; readonly user: User }
  | { readonly kind: 'credentialsInvalid' }
  | { readonly kind: 'passwordWeak' };

/**
 * Changes the user's password and ends all other sessions. Hashing happens outside the transaction; a password changed meanwhile wins.
 * @throws Fault `RATE_LIMITED` after too many tries: whoever found an open session shall not guess the password with it.
 */
export async function changePassword(
  context: Pick<
    UsersContext,
    'reader' | 'inTransaction' | 'now' | 'passwords' | 'sessionDenylist' | 'ephemeral' | 'log'
  >,
  viewer: UserViewer,
  { currentPassword, newPassword }: { readonly currentPassword: string; readonly newPassword: string },
): Promise<ChangePasswordOutcome> {
  await requireWithin(PASSWORD_CHECKS, viewer.userId, context);
  const [before] = await listUsersByIds(context.reader, [viewer.userId]);
  if (!before || !(await context.passwords.verify(before.passwordHash, currentPassword)))
    return { kind: 'credentialsInvalid' };
  if (!isAcceptablePassword(newPassword, before)) return { kind: 'passwordWeak' };
  const passwordHash = await context.passwords.hash(newPassword);
  return context.inTransaction(async (tx) => {
    const user = await lockUser(tx, viewer.userId);
    if (user?.passwordHash !== before.passwordHash) return { kind: 'credentialsInvalid' };
    const saved = await saveUser(tx, { ...user, passwordHash });
    const others = { userId: user.id, except: viewer.sessionId };
    await endSessionsNow(context, tx, others, 'PASSWORD_CHANGED', user.id);
    await recordAudit(tx, { action: 'user.password_changed', actorId: user.id, resource: user.id, at: context.now() });
    return { kind: 'changed', user: saved };
  });
}
