import { newId } from '@bazaar/ids/id';
import type { UserViewer } from '@bazaar/identity/viewer';
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

/** Creates an empty cart in a region: a guest's, or the user's, who keeps the one they have there already. */
export async function createCart(
  context: Pick<
    CartContext,
    'reader' | 'inTransaction' | 'now' | 'config' | 'sendCommand' | 'tax' | 'shipping' | 'log'
  >,
  buyer: UserViewer | null,
  regionCode: string,
): Promise<CreateCartOutcome> {
  const region = isRegionCode(regionCode) ? await findRegion(context.reader, regionCode) : null;
  if (!region) return { kind: 'regionNotFound' };
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
