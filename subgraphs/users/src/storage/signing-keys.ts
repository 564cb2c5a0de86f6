import { query, execute } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';

/** A signing key as it is stored: its private half sealed. */
export interface StoredKey {
  readonly kid: string;
  readonly sealed: Buffer;
  readonly state: 'NEXT' | 'CURRENT' | 'PREVIOUS';
  readonly since: Date;
}

/** All keys. */
export async function listSigningKeys(reader: Reader): Promise<StoredKey[]> {
  const rows = await query<{ kid: string; private_key: Buffer; state: StoredKey['state']; since: Date }>(
    reader,
    'select kid, private_key, state, since from signing_key order by since, kid',
  );
  return rows.map(({ private_key: sealed, ...row }) => ({ ...row, sealed }));
}

/** Lets one process at a time decide about the keys, until the transaction ends. */
export async function lockSigningKeys(tx: Tx): Promise<void> {
  await query(tx, "select pg_advisory_xact_lock(hashtextextended('users signing keys', 0))");
}

/** Adds a key. */
export async function insertSigningKey(tx: Tx, key: StoredKey): Promise<void> {
  await execute(tx, 'insert into signing_key (kid, private_key, state, since) values ($1, $2, $3, $4)', [
    key.kid,
    key.sealed,
    key.state,
    key.since,
  ]);
}

/** Moves a key into its next state. */
export async function moveSigningKey(tx: Tx, kid: string, to: StoredKey['state'], since: Date): Promise<void> {
  await execute(tx, 'update signing_key set state = $2, since = $3 where kid = $1', [kid, to, since]);
}

/** Forgets a key whose last token has expired. */
export async function deleteSigningKey(tx: Tx, kid: string): Promise<void> {
  await execute(tx, 'delete from signing_key where kid = $1', [kid]);
}
