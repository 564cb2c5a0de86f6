import { newId } from '@bazaar/ids/id';
import type { UserViewer } from '@bazaar/identity/viewer';
import { requireWithin, type RateLimit } from '@bazaar/subgraph/rate-limit';
import type { CartContext } from '../context.ts';
import type { Cart } from '../domain/cart.ts';
import { priceCart, type PricedCart } from '../domain/price-cart.ts';
import { isRegionCode } from '../domain/region.ts';
import { deleteExpiredCartOfBuyer, findCartOfBuyer, insertCart } from '../storage/carts.ts';
import { findRegion } from '../storage/regions.ts';
import { touch } from './change-cart.ts';
import { priceWithCatalog } from './price-with-catalog.ts';

export type CreateCartOutcome =
  { readonly kind: 'created'; readonly priced: PricedCart } | { readonly kind: 'regionNotFound' };

/** Carts that guests create from one address: what an office or a school needs, and a script soon has. A user needs no limit but one cart per region. */
const GUEST_CARTS_OF_ADDRESS: RateLimit = { name: 'guest-cart', most: 120, windowMs: 60 * 60_000 };

/**
 * Creates an empty cart in a region: a guest's, or the user's, who keeps the one they have there already.
 * @throws Fault `RATE_LIMITED` after too many guests' carts from one address.
 */
export async function createCart(
  context: Pick<
    CartContext,
    | 'reader'
    | 'inTransaction'
    | 'now'
    | 'config'
    | 'sendCommand'
    | 'tax'
    | 'shipping'
    | 'log'
    | 'ephemeral'
    | 'clientAddress'
  >,
  buyer: UserViewer | null,
  regionCode: string,
): Promise<CreateCartOutcome> {
  const region = isRegionCode(regionCode) ? await findRegion(context.reader, regionCode) : null;
  if (!region) return { kind: 'regionNotFound' };
  if (!buyer && context.clientAddress !== null)
    await requireWithin(GUEST_CARTS_OF_ADDRESS, context.clientAddress, context);
  const createdAt = context.now();
  const empty: Cart = {
    id: newId('crt'),
    buyerId: buyer?.userId ?? null,
    region,
    version: 0,
    frozenBy: null,
    mergedInto: null,
    createdAt,
    expiresAt: createdAt,
    lines: [],
    shippingChoices: new Map(),
  };
  const cart = touch(empty, context);
  const isNew = await context.inTransaction(async (tx) => {
    if (buyer) await deleteExpiredCartOfBuyer(tx, buyer.userId, regionCode, createdAt);
    return insertCart(tx, cart);
  });
  if (buyer && !isNew) {
    const existing = await findCartOfBuyer(context.reader, buyer.userId, regionCode, createdAt);
    // Gone again meanwhile: then there is room for a new one.
    return existing
      ? { kind: 'created', priced: await priceWithCatalog(context, existing) }
      : createCart(context, buyer, regionCode);
  }
  return {
    kind: 'created',
    priced: priceCart({ cart, offers: new Map(), country: null, tax: context.tax, shipping: context.shipping }),
  };
}
