import type { Viewer } from '@bazaar/identity/viewer';
import { idToUuid } from '@bazaar/ids/id';
import type { CheckoutId, UserId } from '@bazaar/ids/kinds';
import { execute, query, readRow, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Checkout, CheckoutRequest } from '../domain/checkout.ts';
import { mayReadOrder } from './may-read-order.ts';
import { createParams, type Params } from './params.ts';
import { CheckoutTable } from './tables/checkout-table.ts';

/** How long whoever advances a checkout keeps it to itself without a sign of life, in milliseconds of the database's clock. */
export const LEASE_MS = 3_000;

const LEASE = `now() + ${LEASE_MS} * interval '1 ms'`;

/** Someone else advances this checkout by now: nothing was saved, and whoever lost it stops. */
export class LeaseLost extends Error {
  constructor(checkoutId: CheckoutId) {
    super(`${checkoutId} is being advanced by someone else.`);
    this.name = 'LeaseLost';
  }
}

export interface NewCheckout {
  readonly id: CheckoutId;
  readonly caller: string;
  readonly idempotencyKey: string;
  readonly inputHash: Buffer;
  readonly input: CheckoutRequest;
  readonly buyerId: UserId | null;
  readonly expiresAt: Date;
}

/** Records a checkout, leased to the caller; null when its key is taken. */
export function insertCheckout(reader: Reader, checkout: NewCheckout): Promise<Checkout | null> {
  return readRow(
    reader,
    CheckoutTable,
    `insert into checkout (id, caller, idempotency_key, input_hash, input, buyer_id, state, expires_at, next_at, leased_until)
     values ($1, $2, $3, $4, $5, $6, 'STARTED', $7, now(), ${LEASE})
     on conflict on constraint checkout_key do nothing
     returning *`,
    [
      idToUuid(checkout.id),
      checkout.caller,
      checkout.idempotencyKey,
      checkout.inputHash,
      JSON.stringify(checkout.input),
      checkout.buyerId && idToUuid(checkout.buyerId),
      checkout.expiresAt,
    ],
  );
}

export function findCheckoutByKey(reader: Reader, caller: string, key: string): Promise<Checkout | null> {
  return readRow(reader, CheckoutTable, 'select * from checkout where caller = $1 and idempotency_key = $2', [
    caller,
    key,
  ]);
}

/** Takes the lease of one checkout in whatever state; null when someone holds it or it does not exist. */
export function claimCheckout(reader: Reader, id: CheckoutId): Promise<Checkout | null> {
  return readRow(
    reader,
    CheckoutTable,
    `update checkout set leased_until = ${LEASE}
      where id = $1 and (leased_until is null or leased_until < now())
     returning *`,
    [idToUuid(id)],
  );
}

/** Takes the lease of a checkout with something left to do, if the viewer may see it; null as {@link claimCheckout} says, or when nothing is left. */
export function claimOwnCheckout(
  reader: Reader,
  viewer: Viewer,
  id: CheckoutId,
  tokenOpens: boolean,
): Promise<Checkout | null> {
  const params = createParams();
  return readRow(
    reader,
    CheckoutTable,
    `update checkout c set leased_until = ${LEASE}
      where c.id = ${params.add(idToUuid(id))} and c.next_at is not null and (c.leased_until is null or c.leased_until < now())
        and ${mayReadOrder(viewer, params, 'c', tokenOpens)}
     returning c.*`,
    params.values,
  );
}

/** Takes the lease of up to `limit` checkouts that are due. */
export function claimDueCheckouts(reader: Reader, limit: number): Promise<Checkout[]> {
  return readRows(
    reader,
    CheckoutTable,
    `update checkout set leased_until = ${LEASE}
      where id in (select id from checkout
                    where next_at <= now() and (leased_until is null or leased_until < now())
                    order by next_at limit $1 for update skip locked)
     returning *`,
    [limit],
  );
}

/** A sign of life of whoever holds the lease. */
export async function renewLease(reader: Reader, { id, version }: Pick<Checkout, 'id' | 'version'>): Promise<void> {
  await execute(reader, `update checkout set leased_until = ${LEASE} where id = $1 and version = $2`, [
    idToUuid(id),
    version,
  ]);
}

/** Gives the lease back after a step that failed; the sweep looks again in `waitMs`. */
export async function postponeCheckout(reader: Reader, checkout: Checkout, waitMs: number): Promise<void> {
  await execute(
    reader,
    `update checkout set leased_until = null, attempts = attempts + 1, next_at = now() + $3 * interval '1 ms'
      where id = $1 and version = $2`,
    [idToUuid(checkout.id), checkout.version, waitMs],
  );
}

/** Gives the lease back with nothing changed. */
export async function releaseLease(reader: Reader, checkout: Checkout): Promise<void> {
  await execute(reader, 'update checkout set leased_until = null where id = $1 and version = $2', [
    idToUuid(checkout.id),
    checkout.version,
  ]);
}

/** Asks whoever advances the checkout to give it up. Says whether it was still open. */
export async function requestCancellation(reader: Reader, id: CheckoutId): Promise<boolean> {
  const rows = await query(
    reader,
    `update checkout set cancel_requested = true, next_at = now()
      where id = $1 and state not in ('ALLOCATED', 'CONFIRMED', 'COMPENSATING', 'FAILED', 'EXPIRED', 'CANCELLED')
     returning 1`,
    [idToUuid(id)],
  );
  return rows.length > 0;
}

/** Deletes up to `limit` checkouts that ended without an order, in which nothing is left to do, and that are older than `keptDays`. Returns how many. */
export function deleteCheckoutsWithoutOrder(
  reader: Reader,
  { keptDays, limit }: { readonly keptDays: number; readonly limit: number },
): Promise<number> {
  return execute(
    reader,
    `delete from checkout where id in (
       select id from checkout
        where not order_placed and state in ('FAILED', 'EXPIRED', 'CANCELLED') and next_at is null
          and created_at < now() - $1 * interval '1 day'
        order by created_at limit $2 for update skip locked
     )`,
    [keptDays, limit],
  );
}

/** What a step changes of its checkout. */
export type CheckoutPatch = Partial<
  Pick<Checkout, 'state' | 'quote' | 'parts' | 'failure' | 'endsAs' | 'orderPlaced'>
> & {
  /**
   * `held`: the holder goes on. A number: the lease is given back, and the sweep looks again after so many milliseconds. `done`: it is given
   * back for good.
   */
  readonly then: 'held' | 'done' | number;
};

/**
 * Saves a step of a leased checkout, together with what else changes in the same statement: `also` adds CTEs that join `saved`, which has
 * the checkout's id, or no row if the lease was lost. Returns the checkout as it is now, and the rows of `select`.
 * @throws LeaseLost when someone else saved a step meanwhile: nothing was changed.
 */
export async function saveCheckout<Row>(
  manager: Reader | Tx,
  checkout: Checkout,
  patch: CheckoutPatch,
  also?: (params: Params) => { readonly ctes: string; readonly select: string },
): Promise<{ readonly checkout: Checkout; readonly row: Row | undefined }> {
  const { then, ...changes } = patch;
  const next: Checkout = { ...checkout, ...changes, version: checkout.version + 1 };
  const params = createParams();
  const wait = typeof then === 'number' ? then : then === 'held' ? 0 : null;
  const waitMs = params.add(wait);
  const { ctes, select } = also?.(params) ?? { ctes: '', select: 'select 1 as saved from saved' };
  const rows = await query<Row>(
    manager,
    `with saved as (
       update checkout
          set state = ${params.add(next.state)}, quote = ${params.addJson(next.quote)}, parts = ${params.addJson(next.parts)},
              failure = ${params.addJson(next.failure)}, ends_as = ${params.add(next.endsAs)}, order_placed = ${params.add(next.orderPlaced)},
              attempts = 0, version = version + 1,
              cancel_requested = cancel_requested and ${params.add(next.failure === null)}::boolean,
              next_at = case when ${waitMs}::integer is null then null
                             when cancel_requested and ${params.add(next.failure === null)}::boolean then now()
                             else now() + ${waitMs}::integer * interval '1 ms' end,
              leased_until = case when ${params.add(then === 'held')}::boolean then ${LEASE} end
        where id = ${params.add(idToUuid(checkout.id))} and version = ${params.add(checkout.version)}
       returning id
     )${ctes} ${select}`,
    params.values,
  );
  if (rows.length === 0) throw new LeaseLost(checkout.id);
  return { checkout: next, row: rows[0] };
}
