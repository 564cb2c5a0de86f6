import { announce } from '@bazaar/events/announce';
import type { UserId } from '@bazaar/ids/kinds';
import type { UsersContext } from '../context.ts';
import type { Role, User } from '../domain/user.ts';
import { recordAudit } from '../storage/audit.ts';
import { insertUser, listUsersByIds, lockUser } from '../storage/users.ts';

export interface UserToImport {
  readonly id: UserId;
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  /** A BCP 47 language tag. */
  readonly locale: string;
  readonly roles: readonly Role[];
}

/**
 * Adds accounts with ids that the caller made, without signing them in, and announces them; each in a transaction of its own. One that is
 * there already (by id) stays as it is, with the password it has by now.
 * @throws a unique violation of `user_account_email_unique` when an address belongs to another account. Earlier accounts stay.
 */
export async function importUsers(
  { inTransaction, now, passwords }: Pick<UsersContext, 'inTransaction' | 'now' | 'passwords'>,
  users: readonly UserToImport[],
): Promise<void> {
  const ids = users.map(({ id }) => id);
  const known = await inTransaction((tx) => listUsersByIds(tx, ids));
  const missing = users.filter((_, index) => known[index] === null);
  // Outside of the transactions: a hash takes longer than all their statements.
  const newcomers = await Promise.all(
    missing.map(async ({ password, ...given }) => ({ ...given, passwordHash: await passwords.hash(password) })),
  );
  for (const newcomer of newcomers)
    await inTransaction(async (tx) => {
      if (await lockUser(tx, newcomer.id)) return;
      const user: User = { ...newcomer, status: 'ACTIVE', version: 1, createdAt: now(), lastSignInAt: null };
      await insertUser(tx, user);
      await recordAudit(tx, { action: 'user.registered', actorId: null, resource: user.id, at: user.createdAt });
      const { id: userId, email, firstName, lastName, locale } = user;
      await announce(tx, {
        type: 'user.registered',
        aggregateId: user.id,
        sequence: user.version,
        data: { userId, email, firstName, lastName, locale },
      });
    });
}
