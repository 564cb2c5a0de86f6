import type { InTransaction } from '@bazaar/postgres/in-transaction';
import { execute, query } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';
import { createHash } from 'node:crypto';

/** Whose key it is and for what: the same key of another caller or operation is another key. */
export interface IdempotencyScope {
  /** The viewer's id, or what stands for a guest (a cart's id). */
  readonly caller: string;
  readonly operation: string;
  readonly key: string;
  /** The mutation's whole input: the same key with another input is a mistake of the caller. */
  readonly input: unknown;
}

/**
 * Runs `work` once per key, in the transaction of its effects, and replays the stored outcome afterwards. Two at the same instant:
 * the second waits for the first one's commit on the key's row. `Outcome` must survive JSON (ids and numbers rather than Dates).
 * A `work` that throws stores nothing. Keys live at least 24 hours.
 */
export async function onceByKey<Outcome>(
  tx: Tx,
  scope: IdempotencyScope,
  work: () => Promise<Outcome>,
): Promise<Outcome | { readonly kind: 'idempotencyKeyReused' }> {
  const hash = createHash('sha256').update(JSON.stringify(scope.input)).digest();
  const identity = [scope.caller, scope.operation, scope.key];
  const inserted = await query(
    tx,
    `insert into idempotency_key (caller, operation, key, input_hash) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [...identity, hash],
  );
  if (inserted.length === 0) {
    const [stored] = await query<{ input_hash: Buffer; outcome: Outcome }>(
      tx,
      'select input_hash, outcome from idempotency_key where (caller, operation, key) = ($1, $2, $3)',
      identity,
    );
    if (!stored?.input_hash.equals(hash)) return { kind: 'idempotencyKeyReused' };
    return stored.outcome;
  }
  const outcome = await work();
  await query(tx, 'update idempotency_key set outcome = $4 where (caller, operation, key) = ($1, $2, $3)', [
    ...identity,
    JSON.stringify(outcome),
  ]);
  return outcome;
}

/** Deletes up to 1,000 keys that are older than a week. Returns how many. */
export function deleteOldKeys(inTransaction: InTransaction): Promise<number> {
  return inTransaction((tx) =>
    execute(
      tx,
      `delete from idempotency_key where (caller, operation, key) in (
         select caller, operation, key from idempotency_key
         where created_at < now() - interval '7 days' order by created_at limit 1000 for update skip locked
       )`,
    ),
  );
}
