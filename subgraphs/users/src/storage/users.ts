import type { UserId } from '@bazaar/ids/kinds';
import { idToUuid } from '@bazaar/ids/id';
import { readRow, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { User } from '../domain/user.ts';
import { UserTable } from './user-table.ts';

/** Adds an account. @throws a unique violation of `user_account_email_unique` when the address is taken. */
export async function insertUser(tx: Tx, user: User): Promise<void> {
  await tx.insert(UserTable, { ...user, roles: [...user.roles] });
}

/** The account of an e-mail address, whatever its case. */
export function findUserByEmail(reader: Reader, email: string): Promise<User | null> {
  return readRow(reader, UserTable, 'select * from user_account where lower(email) = lower($1)', [email]);
}

/** Several accounts, in the order of `ids`; null where there is none. */
export async function listUsersByIds(reader: Reader, ids: readonly UserId[]): Promise<(User | null)[]> {
  const uuids = ids.map((id) => idToUuid(id));
  const rows = await readRows(reader, UserTable, 'select * from user_account where id = any($1)', [uuids]);
  const byId = new Map(rows.map((user) => [user.id, user]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** Holds the account's row until the transaction ends. */
export function lockUser(tx: Tx, id: UserId): Promise<User | null> {
  return readRow(tx, UserTable, 'select * from user_account where id = $1 for update', [idToUuid(id)]);
}

/** Writes all that may change of a locked account and raises its version. */
export async function saveUser(tx: Tx, user: User): Promise<User> {
  const saved = { ...user, version: user.version + 1 };
  await tx.update(
    UserTable,
    { id: user.id },
    {
      passwordHash: saved.passwordHash,
      firstName: saved.firstName,
      lastName: saved.lastName,
      locale: saved.locale,
      roles: [...saved.roles],
      status: saved.status,
      version: saved.version,
    },
  );
  return saved;
}

/**
 * Notes that the password behind `passwordHash` was accepted, and holds the account's row until the transaction ends.
 * Null when the password was changed or the account suspended since it was read.
 */
export function noteSignIn(tx: Tx, { id, passwordHash }: User, at: Date): Promise<User | null> {
  return readRow(
    tx,
    UserTable,
    `update user_account set last_sign_in_at = $3
     where id = $1 and password_hash = $2 and status = 'ACTIVE' returning *`,
    [idToUuid(id), passwordHash, at],
  );
}
