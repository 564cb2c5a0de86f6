import type { OfferId } from '@bazaar/ids/kinds';
import type { Tx } from '@bazaar/postgres/tx';
import type { CartContext } from '../context.ts';
import type { Cart } from '../domain/cart.ts';
import type { OfferView } from '../domain/offer-view.ts';
import { hasSameContents } from '../domain/same-contents.ts';
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
  /**
   * Decides and writes the new lines of the locked cart; a refusal leaves everything as it was. `offers` are as catalog describes them now:
   * one that is missing does not exist any more.
   */
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
  // Also before asking: what is refused anyway needs no catalog.
  const hopeless = refusalOf(seen, change.expectedVersion);
  if (hopeless) return hopeless;
  const asked = await askCatalog(context, seen, change.offerIds);

  return inTransaction(async (tx) => {
    const cart = await lockCart(tx, change.access, now());
    if (!cart) return { kind: 'notFound' };
    const refusal = refusalOf(cart, change.expectedVersion);
    if (refusal) return refusal;
    const offers = withLinesSince(asked, seen, cart, change.offerIds);
    const outcome = await change.apply(tx, cart, offers);
    if (!isChanged(outcome)) return outcome;
    // What changes nothing must not make the version stale that the buyer sees.
    const touched = hasSameContents(cart, outcome.cart) ? prolong(cart, context) : touch(outcome.cart, context);
    await saveCart(tx, touched);
    const priced = priceCart({ cart: touched, offers, country: null, tax, shipping });
    return { kind: 'changed', priced };
  });
}

function refusalOf(cart: Cart, expectedVersion: number | null): ChangeRefusal | null {
  if (cart.mergedInto !== null) return { kind: 'notFound' };
  if (cart.frozenBy !== null) return { kind: 'frozen' };
  if (expectedVersion !== null && expectedVersion !== cart.version)
    return { kind: 'versionStale', version: cart.version };
  return null;
}

/** Catalog's answer about `seen`, and for lines that came after it, of which catalog was not asked, what they were added with. */
function withLinesSince(
  asked: ReadonlyMap<OfferId, OfferView>,
  seen: Cart,
  cart: Cart,
  offerIds: readonly OfferId[] = [],
): ReadonlyMap<OfferId, OfferView> {
  if (cart.version === seen.version) return asked;
  const questions = new Set([...seen.lines.map((line) => line.offerId), ...offerIds]);
  const since = cart.lines.filter((line) => !questions.has(line.offerId));
  return new Map([...asked, ...since.map((line) => [line.offerId, line.lastSeen] as const)]);
}

/** The cart one version further, with its life prolonged. */
export function touch(cart: Cart, context: Pick<CartContext, 'now' | 'config'>): Cart {
  return { ...prolong(cart, context), version: cart.version + 1 };
}

/** The cart with its whole life before it. */
export function prolong(cart: Cart, { now, config }: Pick<CartContext, 'now' | 'config'>): Cart {
  const hours = cart.buyerId === null ? config.CART_GUEST_HOURS : config.CART_USER_HOURS;
  return { ...cart, expiresAt: new Date(now().getTime() + hours * 3_600_000) };
}

function isChanged<Refusal extends { readonly kind: string }>(
  outcome: { readonly kind: 'changed'; readonly cart: Cart } | Refusal,
): outcome is { readonly kind: 'changed'; readonly cart: Cart } {
  return outcome.kind === 'changed';
}
