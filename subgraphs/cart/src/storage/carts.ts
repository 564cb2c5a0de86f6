import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { CartId, CheckoutId, UserId } from '@bazaar/ids/kinds';
import { execute, query } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { CartQuote } from '@bazaar/schema/commands/cart';
import type { Cart, CartLine } from '../domain/cart.ts';
import type { OfferView } from '../domain/offer-view.ts';
import { CartTable } from './cart-table.ts';
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

/** The user's carts, the one touched last first. */
export async function listCartsByBuyers(reader: Reader, buyerIds: readonly UserId[], now: Date): Promise<Cart[][]> {
  const rows = await query<CartJson>(
    reader,
    `${WHOLE_CART} where c.buyer_id = any($1) and (c.expires_at > $2 or c.frozen_by is not null) order by c.expires_at desc, c.id`,
    [buyerIds.map((id) => idToUuid(id)), now],
  );
  const carts = rows.map(cartFromJson);
  return buyerIds.map((id) => carts.filter((cart) => cart.buyerId === id));
}

/** Holds carts until the transaction ends, in the order of their ids, so that two of them never wait for each other. */
export async function lockCarts(tx: Tx, ids: readonly CartId[]): Promise<void> {
  await query(tx, 'select 1 from cart where id = any($1) order by id for update', [ids.map((id) => idToUuid(id))]);
}

/** The cart, held until the transaction ends; null when the access does not fit or it has expired. */
export async function lockCart(tx: Tx, access: CartAccess, now: Date): Promise<Cart | null> {
  await lockCarts(tx, [access.id]);
  return findCart(tx, access, now);
}

/** The user's cart in a region, held until the transaction ends. */
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

/** Adds an empty cart. @throws a unique violation of `cart_one_per_buyer_and_region` when the user has one there. */
export async function insertCart(tx: Tx, cart: Cart): Promise<void> {
  await tx.insert(CartTable, {
    id: cart.id,
    buyerId: cart.buyerId,
    regionCode: cart.region.code,
    version: cart.version,
    frozenBy: null,
    frozenQuote: null,
    mergedInto: null,
    createdAt: cart.createdAt,
    expiresAt: cart.expiresAt,
  });
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
export async function putShippingChoice(tx: Tx, cartId: CartId, vendorId: string, code: string): Promise<void> {
  await execute(
    tx,
    `insert into cart_shipping_choice (cart_id, vendor_id, method_code) values ($1, $2, $3)
     on conflict (cart_id, vendor_id) do update set method_code = excluded.method_code`,
    [idToUuid(cartId), vendorId, code],
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

/** Freezes a locked cart for a checkout. */
export async function freeze(tx: Tx, cartId: CartId, checkoutId: CheckoutId, quote: CartQuote): Promise<void> {
  await execute(tx, 'update cart set frozen_by = $2, frozen_quote = $3 where id = $1', [
    idToUuid(cartId),
    idToUuid(checkoutId),
    JSON.stringify(quote),
  ]);
}

/** The quote a checkout was given, if it holds a cart. */
export async function findFrozenQuote(reader: Reader, checkoutId: CheckoutId): Promise<CartQuote | null> {
  const [row] = await query<{ frozen_quote: CartQuote }>(reader, 'select frozen_quote from cart where frozen_by = $1', [
    idToUuid(checkoutId),
  ]);
  return row?.frozen_quote ?? null;
}

/** Lets go of the cart that a checkout holds; none is fine. */
export async function unfreeze(tx: Tx, checkoutId: CheckoutId): Promise<void> {
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
