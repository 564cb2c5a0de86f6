import type { UserId } from '@bazaar/ids/kinds';
import { can } from '@bazaar/identity/roles';
import type { UserViewer } from '@bazaar/identity/viewer';
import type { UsersContext } from '../context.ts';
import { decideRoles } from '../domain/role-rules.ts';
import type { Role, User } from '../domain/user.ts';
import { recordAudit } from '../storage/audit.ts';
import { lockUser, saveUser } from '../storage/users.ts';
import { endSessionsNow } from './end-sessions.ts';

export type SetRolesOutcome =
  { readonly kind: 'changed'; readonly user: User } | { readonly kind: 'notGrantable' } | { readonly kind: 'notFound' };

/**
 * Replaces a user's roles. Their sessions end, because access tokens carry the old ones. The caller has checked `user.write.any`;
 * ADMIN and SUPERADMIN need `user.roles.write` besides.
 */
export function setRoles(
  context: Pick<UsersContext, 'inTransaction' | 'now' | 'sessionDenylist'>,
  administrator: UserViewer,
  userId: UserId,
  wanted: readonly Role[],
): Promise<SetRolesOutcome> {
  return context.inTransaction(async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user) return { kind: 'notFound' };
    const decision = decideRoles(user.roles, wanted, can(administrator, 'user.roles.write'));
    if (decision.kind === 'notGrantable') return decision;
    if (decision.kind === 'unchanged') return { kind: 'changed', user };
    const saved = await saveUser(tx, { ...user, roles: decision.roles });
    await endSessionsNow(context, tx, { userId }, 'ROLES_CHANGED', administrator.userId);
    await recordAudit(tx, {
      action: 'user.roles_changed',
      actorId: administrator.userId,
      resource: userId,
      at: context.now(),
      detail: { from: user.roles, to: decision.roles },
    });
    return { kind: 'changed', user: saved };
  });
}
