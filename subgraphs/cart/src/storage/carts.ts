import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { CartId, CheckoutId, UserId, VendorId } from '@bazaar/ids/kinds';
import { execute, query } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { CartQuote } from '@bazaar/schema/commands/cart';
import type { Cart, CartLine } from '../domain/cart.ts';
import type { OfferView } from '../domain/offer-view.ts';
import { regionFromJson, type RegionJson } from './regions.ts';

/** Which cart, and by what right: every statement filters by it, so that someone else's cart reads as not found. */
export type CartAccess =
  /** A guest's cart, opened by its signed id. */
  | { readonly kind: 'guest'; readonly id: CartId }
  /** A user's own cart. */
  | { readonly kind: 'owner'; readonly id: CartId; readonly userId: UserId };

const ALLOWED = 'c.id = $1 and c.buyer_id is not distinct from $2';

function allowedParams(access: CartAccess): (string | null)[] {
  return [idToUuid(access.id), access.kind === 'owner' ? idToUuid(access.userId) : null];
}

interface CartJson {
  readonly id: string;
  readonly buyer_id: string | null;
  readonly version: number;
  readonly frozen_by: string | null;
  readonly merged_into: string | null;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly region: RegionJson;
  readonly lines: {
    readonly id: string;
    readonly offer_id: string;
    readonly quantity: number;
    readonly unit_amount_when_added: number;
    readonly last_seen: OfferView;
    readonly added_at: string;
  }[];
  readonly choices: { readonly vendor_id: string; readonly method_code: string }[];
}

/** A cart with its region, lines and shipping choices in one statement: amounts are far below 2^53, so JSON numbers hold them. */
const WHOLE_CART = `
  select c.id, c.buyer_id, c.version, c.frozen_by, c.merged_into, c.created_at, c.expires_at, to_jsonb(r) as region,
    coalesce((select jsonb_agg(to_jsonb(l) - 'cart_id' order by l.id) from cart_line l where l.cart_id = c.id), '[]') as lines,
    coalesce((select jsonb_agg(to_jsonb(s) - 'cart_id') from cart_shipping_choice s where s.cart_id = c.id), '[]') as choices
  from cart c join region r on r.code = c.region_code`;

/** The cart, unless it has expired at `now` (a frozen one does not expire). */
export async function findCart(reader: Reader, access: CartAccess, now: Date): Promise<Cart | null> {
  const [row] = await query<CartJson>(
    reader,
    `${WHOLE_CART} where ${ALLOWED} and (c.expires_at > $3 or c.frozen_by is not null)`,
    [...allowedParams(access), now],
  );
  return row ? cartFromJson(row) : null;
}

/** The cart that the user touched last, in `regionCode` or, when that is null, in any region; expired ones left out. */
export async function findCartOfBuyer(
  reader: Reader,
  buyerId: UserId,
  regionCode: string | null,
  now: Date,
): Promise<Cart | null> {
  const [row] = await query<CartJson>(
    reader,
    `${WHOLE_CART} where c.buyer_id = $1 and ($2::text is null or c.region_code = $2) and (c.expires_at > $3 or c.frozen_by is not null)
     order by c.expires_at desc, c.id limit 1`,
    [idToUuid(buyerId), regionCode, now],
  );
  return row ? cartFromJson(row) : null;
}

/** The cart, held until the transaction ends; null when the access does not fit or it has expired. */
export async function lockCart(tx: Tx, access: CartAccess, now: Date): Promise<Cart | null> {
  const locked = await execute(tx, `select from cart c where ${ALLOWED} for update`, allowedParams(access));
  // Another statement, another snapshot: it sees what the former holder of the lock committed.
  return locked > 0 ? findCart(tx, access, now) : null;
}

/** The user's cart in a region, expired or not, held until the transaction ends. */
export async function lockCartOfRegion(tx: Tx, buyerId: UserId, regionCode: string): Promise<Cart | null> {
  const [found] = await query<{ id: string }>(
    tx,
    'select id from cart where buyer_id = $1 and region_code = $2 for update',
    [idToUuid(buyerId), regionCode],
  );
  if (!found) return null;
  const [row] = await query<CartJson>(tx, `${WHOLE_CART} where c.id = $1`, [found.id]);
  return row ? cartFromJson(row) : null;
}

/** Adds an empty cart. Returns false, and adds nothing, when the user has one in that region. */
export async function insertCart(tx: Tx, cart: Cart): Promise<boolean> {
  const inserted = await execute(
    tx,
    `insert into cart (id, buyer_id, region_code, version, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (buyer_id, region_code) where buyer_id is not null do nothing`,
    [
      idToUuid(cart.id),
      cart.buyerId && idToUuid(cart.buyerId),
      cart.region.code,
      cart.version,
      cart.createdAt,
      cart.expiresAt,
    ],
  );
  return inserted > 0;
}

/** Writes new and changed lines of a locked cart in one statement. */
export async function putLines(tx: Tx, cartId: CartId, lines: readonly CartLine[]): Promise<void> {
  if (lines.length === 0) return;
  await execute(
    tx,
    `insert into cart_line (id, cart_id, offer_id, quantity, unit_amount_when_added, last_seen, added_at)
     select l.id, $1, l.offer_id, l.quantity, l.unit_amount, l.last_seen, l.added_at
     from unnest($2::uuid[], $3::uuid[], $4::int[], $5::bigint[], $6::jsonb[], $7::timestamptz[])
       as l(id, offer_id, quantity, unit_amount, last_seen, added_at)
     on conflict (cart_id, offer_id) do update set quantity = excluded.quantity, last_seen = excluded.last_seen`,
    [
      idToUuid(cartId),
      lines.map((line) => idToUuid(line.id)),
      lines.map((line) => idToUuid(line.offerId)),
      lines.map((line) => line.quantity),
      lines.map((line) => line.unitAmountWhenAdded),
      lines.map((line) => JSON.stringify(line.lastSeen)),
      lines.map((line) => line.addedAt),
    ],
  );
}

/** Takes lines out of a locked cart. */
export async function deleteLines(tx: Tx, cartId: CartId, lines: readonly CartLine[]): Promise<void> {
  if (lines.length === 0) return;
  await execute(tx, 'delete from cart_line where cart_id = $1 and id = any($2)', [
    idToUuid(cartId),
    lines.map((line) => idToUuid(line.id)),
  ]);
}

/** Remembers how a vendor's goods are to be sent. */
export async function putShippingChoice(tx: Tx, cartId: CartId, vendorId: VendorId, code: string): Promise<void> {
  await execute(
    tx,
    `insert into cart_shipping_choice (cart_id, vendor_id, method_code) values ($1, $2, $3)
     on conflict (cart_id, vendor_id) do update set method_code = excluded.method_code`,
    [idToUuid(cartId), idToUuid(vendorId), code],
  );
}

/** Writes a locked cart's own columns: version, owner, expiry, where it was merged into. */
export async function saveCart(tx: Tx, cart: Cart): Promise<void> {
  await execute(tx, 'update cart set version = $2, buyer_id = $3, expires_at = $4, merged_into = $5 where id = $1', [
    idToUuid(cart.id),
    cart.version,
    cart.buyerId && idToUuid(cart.buyerId),
    cart.expiresAt,
    cart.mergedInto && idToUuid(cart.mergedInto),
  ]);
}

/**
 * Freezes a locked cart for a checkout and writes when it expires should the checkout come to nothing. Returns false, and changes nothing,
 * when the checkout has let go before. Waits for an {@link unfreeze} of the same checkout that is under way.
 */
export async function freeze(tx: Tx, cart: Cart, checkoutId: CheckoutId, quote: CartQuote): Promise<boolean> {
  const frozen = await execute(
    tx,
    `with ticket as (
       insert into freeze_ticket (checkout_id, used_at) values ($2, now()) on conflict do nothing returning checkout_id
     )
     update cart set frozen_by = $2, frozen_quote = $3, expires_at = $4 where id = $1 and exists (select from ticket)`,
    [idToUuid(cart.id), idToUuid(checkoutId), JSON.stringify(quote), cart.expiresAt],
  );
  return frozen > 0;
}

/** The quote a checkout was given, if it holds a cart. */
export async function findFrozenQuote(reader: Reader, checkoutId: CheckoutId): Promise<CartQuote | null> {
  const [row] = await query<{ frozen_quote: CartQuote }>(reader, 'select frozen_quote from cart where frozen_by = $1', [
    idToUuid(checkoutId),
  ]);
  return row?.frozen_quote ?? null;
}

/** Lets go of the cart that a checkout holds, now and for ever: a freeze of the same checkout that is late finds its ticket used. */
export async function unfreeze(tx: Tx, checkoutId: CheckoutId): Promise<void> {
  // A statement of its own: it waits for a freeze under way, whose cart the next one must see.
  await execute(tx, 'insert into freeze_ticket (checkout_id, used_at) values ($1, now()) on conflict do nothing', [
    idToUuid(checkoutId),
  ]);
  await execute(tx, 'update cart set frozen_by = null, frozen_quote = null where frozen_by = $1', [
    idToUuid(checkoutId),
  ]);
}

/** Empties the cart that a checkout holds and lets go of it; none is fine. */
export async function complete(tx: Tx, checkoutId: CheckoutId): Promise<void> {
  await execute(
    tx,
    `with done as (
       update cart set frozen_by = null, frozen_quote = null, version = version + 1 where frozen_by = $1 returning id
     ), choices as (
       delete from cart_shipping_choice where cart_id in (select id from done)
     )
     delete from cart_line where cart_id in (select id from done)`,
    [idToUuid(checkoutId)],
  );
}

/** Deletes the user's cart in a region if it expired before `now`, so that there is room for another. */
export async function deleteExpiredCartOfBuyer(tx: Tx, buyerId: UserId, regionCode: string, now: Date): Promise<void> {
  await execute(
    tx,
    'delete from cart where buyer_id = $1 and region_code = $2 and expires_at <= $3 and frozen_by is null',
    [idToUuid(buyerId), regionCode, now],
  );
}

/** Forgets up to `limit` tickets that were used longer ago than that, except those of frozen carts. Returns how many. */
export function deleteUsedTickets(tx: Tx, olderThanSeconds: number, limit: number): Promise<number> {
  return execute(
    tx,
    `delete from freeze_ticket where checkout_id in (
       select checkout_id from freeze_ticket t
       where used_at <= now() - make_interval(secs => $1) and not exists (select from cart where frozen_by = t.checkout_id)
       order by used_at limit $2 for update skip locked
     )`,
    [olderThanSeconds, limit],
  );
}

/** Deletes up to `limit` carts that expired before `now`. Returns how many. */
export function deleteExpiredCarts(tx: Tx, now: Date, limit: number): Promise<number> {
  return execute(
    tx,
    `delete from cart where id in (
       select id from cart where expires_at <= $1 and frozen_by is null order by expires_at limit $2 for update skip locked
     )`,
    [now, limit],
  );
}

function cartFromJson(row: CartJson): Cart {
  return {
    id: idFromUuid('crt', row.id),
    buyerId: row.buyer_id === null ? null : idFromUuid('usr', row.buyer_id),
    region: regionFromJson(row.region),
    version: row.version,
    frozenBy: row.frozen_by === null ? null : idFromUuid('chk', row.frozen_by),
    mergedInto: row.merged_into === null ? null : idFromUuid('crt', row.merged_into),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lines: row.lines.map((line) => ({
      id: idFromUuid('cln', line.id),
      offerId: idFromUuid('off', line.offer_id),
      quantity: line.quantity,
      unitAmountWhenAdded: line.unit_amount_when_added,
      lastSeen: line.last_seen,
      addedAt: new Date(line.added_at),
    })),
    shippingChoices: new Map(
      row.choices.map((choice) => [idFromUuid('vnd', choice.vendor_id), choice.method_code] as const),
    ),
  };
}
