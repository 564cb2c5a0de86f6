import { newId } from '@bazaar/ids/id';
import type { UserViewer } from '@bazaar/identity/viewer';
import { isUniqueViolation } from '@bazaar/postgres/errors';
import type { CartContext } from '../context.ts';
import type { Cart } from '../domain/cart.ts';
import { priceCart, type PricedCart } from '../domain/price-cart.ts';
import { insertCart, listCartsByBuyers } from '../storage/carts.ts';
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
  const region = await findRegion(context.reader, regionCode);
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
  try {
    await context.inTransaction((tx) => insertCart(tx, cart));
  } catch (error) {
    if (!buyer || !isUniqueViolation(error, 'cart_one_per_buyer_and_region')) throw error;
    const [carts = []] = await listCartsByBuyers(context.reader, [buyer.userId], createdAt);
    const existing = carts.find((candidate) => candidate.region.code === regionCode);
    if (!existing) throw error;
    return { kind: 'created', priced: await priceWithCatalog(context, existing) };
  }
  return {
    kind: 'created',
    priced: priceCart({ cart, offers: new Map(), country: null, tax: context.tax, shipping: context.shipping }),
  };
}
