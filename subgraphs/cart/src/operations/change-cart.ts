import type { OfferId } from '@bazaar/ids/kinds';
import type { Tx } from '@bazaar/postgres/tx';
import type { CartContext } from '../context.ts';
import type { Cart } from '../domain/cart.ts';
import type { OfferView } from '../domain/offer-view.ts';
import { priceCart, type PricedCart } from '../domain/price-cart.ts';
import { findCart, lockCart, saveCart, type CartAccess } from '../storage/carts.ts';
import { askCatalog } from './price-with-catalog.ts';

export type ChangeContext = Pick<
  CartContext,
  'reader' | 'inTransaction' | 'now' | 'sendCommand' | 'tax' | 'shipping' | 'config'
>;

/** What stops every change alike. */
export type ChangeRefusal =
  | { readonly kind: 'notFound' }
  | { readonly kind: 'frozen' }
  | { readonly kind: 'versionStale'; readonly version: number };

export interface CartChange<Refusal> {
  readonly access: CartAccess;
  /** The version the client saw; left out, any will do. */
  readonly expectedVersion: number | null;
  /** Offers beside the cart's own that the change is about. */
  readonly offerIds?: readonly OfferId[];
  /** Decides and writes the new lines of the locked cart; a refusal leaves everything as it was. */
  readonly apply: (
    tx: Tx,
    cart: Cart,
    offers: ReadonlyMap<OfferId, OfferView>,
  ) => Promise<{ readonly kind: 'changed'; readonly cart: Cart } | Refusal>;
}

/**
 * Changes a cart: asks catalog first (never inside the transaction), then locks, decides, writes and raises the version.
 * Offers of lines that another device adds in between are priced as last seen.
 * @throws Fault `SUBGRAPH_UNAVAILABLE` when catalog is away: nothing is added at a price nobody knows.
 */
export async function changeCart<Refusal extends { readonly kind: string }>(
  context: ChangeContext,
  change: CartChange<Refusal>,
): Promise<{ readonly kind: 'changed'; readonly priced: PricedCart } | ChangeRefusal | Refusal> {
  const { now, reader, inTransaction, tax, shipping } = context;
  const seen = await findCart(reader, change.access, now());
  if (!seen) return { kind: 'notFound' };
  const offers = await askCatalog(context, seen, change.offerIds);

  return inTransaction(async (tx) => {
    const cart = await lockCart(tx, change.access, now());
    if (!cart || cart.mergedInto !== null) return { kind: 'notFound' };
    if (cart.frozenBy !== null) return { kind: 'frozen' };
    if (change.expectedVersion !== null && change.expectedVersion !== cart.version)
      return { kind: 'versionStale', version: cart.version };
    const outcome = await change.apply(tx, cart, offers);
    if (!isChanged(outcome)) return outcome;
    const touched = touch(outcome.cart, context);
    await saveCart(tx, touched);
    const known = new Map([...touched.lines.map((line) => [line.offerId, line.lastSeen] as const), ...offers]);
    const priced = priceCart({ cart: touched, offers: known, country: null, tax, shipping });
    return { kind: 'changed', priced };
  });
}

/** The cart one version further, with its life prolonged. */
export function touch(cart: Cart, { now, config }: Pick<CartContext, 'now' | 'config'>): Cart {
  const hours = cart.buyerId === null ? config.CART_GUEST_HOURS : config.CART_USER_HOURS;
  return { ...cart, version: cart.version + 1, expiresAt: new Date(now().getTime() + hours * 3_600_000) };
}

function isChanged<Refusal extends { readonly kind: string }>(
  outcome: { readonly kind: 'changed'; readonly cart: Cart } | Refusal,
): outcome is { readonly kind: 'changed'; readonly cart: Cart } {
  return outcome.kind === 'changed';
}
