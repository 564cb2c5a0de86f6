import type { InTransaction } from '@bazaar/postgres/in-transaction';
import type { Role, User } from '../domain/user.ts';
import { recordAudit } from '../storage/audit.ts';
import { findUserByEmail, lockUser, saveUser } from '../storage/users.ts';

/**
 * Adds a role to the account of an e-mail address, as whoever holds the database: how a new marketplace gets its first administrator.
 * Null when nobody has the address. It counts from the user's next sign-in or refresh.
 */
export function grantRole(
  { inTransaction, now }: { readonly inTransaction: InTransaction; readonly now: () => Date },
  email: string,
  role: Role,
): Promise<User | null> {
  return inTransaction(async (tx) => {
    const found = await findUserByEmail(tx, email);
    const user = found && (await lockUser(tx, found.id));
    if (!user || user.roles.includes(role)) return user;
    const roles = [...user.roles, role];
    await recordAudit(tx, {
      action: 'user.roles_changed',
      actorId: null,
      resource: user.id,
      at: now(),
      detail: { from: user.roles, to: roles },
    });
    return saveUser(tx, { ...user, roles });
  });
}
