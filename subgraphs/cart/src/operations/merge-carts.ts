import { newId } from '@bazaar/ids/id';
import type { CartId } from '@bazaar/ids/kinds';
import type { UserViewer } from '@bazaar/identity/viewer';
import { isUniqueViolation } from '@bazaar/postgres/errors';
import type { CartContext } from '../context.ts';
import type { Cart, CartLine } from '../domain/cart.ts';
import { mergeLines } from '../domain/merge-lines.ts';
import type { PricedCart } from '../domain/price-cart.ts';
import {
  deleteExpiredCartOfBuyer,
  deleteLines,
  findCart,
  lockCart,
  lockCartOfRegion,
  putLines,
  saveCart,
} from '../storage/carts.ts';
import { touch } from './change-cart.ts';
import { priceWithCatalog } from './price-with-catalog.ts';

export type MergeOutcome =
  | { readonly kind: 'merged'; readonly priced: PricedCart }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'frozen' };

/**
 * Moves a guest's lines into the user's cart of the same region; without one, the guest's cart becomes the user's. Repeating it returns
 * the user's cart. What finds no room stays in the guest cart, which then goes on; otherwise it has ended.
 */
export async function mergeCarts(
  context: Pick<
    CartContext,
    'reader' | 'inTransaction' | 'now' | 'config' | 'sendCommand' | 'tax' | 'shipping' | 'log'
  >,
  user: UserViewer,
  guestCartId: CartId,
): Promise<MergeOutcome> {
  // Two guest carts adopted at the same instant: the second finds the first one's cart and merges into it.
  const moved = await moveLines(context, user, guestCartId).catch((error: unknown) => {
    if (!isUniqueViolation(error, 'cart_one_per_buyer_and_region')) throw error;
    return moveLines(context, user, guestCartId);
  });
  if (moved.kind !== 'merged') return moved;
  return { kind: 'merged', priced: await priceWithCatalog(context, moved.cart) };
}

function moveLines(
  context: Pick<CartContext, 'inTransaction' | 'now' | 'config'>,
  user: UserViewer,
  guestCartId: CartId,
): Promise<{ kind: 'merged'; cart: Cart } | { kind: 'notFound' } | { kind: 'frozen' }> {
  const { now, inTransaction } = context;
  return inTransaction(async (tx) => {
    // The guest's cart before the user's, always: two merges queue at the guest's cart.
    const guest = await lockCart(tx, { kind: 'guest', id: guestCartId }, now());
    if (!guest) {
      // Adopted by an earlier call: it is the user's own now.
      const adopted = await findCart(tx, { kind: 'owner', id: guestCartId, userId: user.userId }, now());
      return adopted ? { kind: 'merged', cart: adopted } : { kind: 'notFound' };
    }
    if (guest.frozenBy !== null) return { kind: 'frozen' };
    await deleteExpiredCartOfBuyer(tx, user.userId, guest.region.code, now());
    const own = await lockCartOfRegion(tx, user.userId, guest.region.code);
    if (!own) {
      if (guest.mergedInto !== null) return { kind: 'notFound' };
      const adopted = touch({ ...guest, buyerId: user.userId }, context);
      await saveCart(tx, adopted);
      return { kind: 'merged', cart: adopted };
    }
    if (guest.mergedInto !== null && guest.mergedInto !== own.id) return { kind: 'notFound' };
    if (guest.lines.length === 0) return { kind: 'merged', cart: own };
    if (own.frozenBy !== null) return { kind: 'frozen' };
    const { lines, left } = mergeLines(own.lines, guest.lines);
    if (units(left) === units(guest.lines)) return { kind: 'merged', cart: own };
    const staying = new Set(left.map(({ id }) => id));
    await deleteLines(
      tx,
      guest.id,
      guest.lines.filter(({ id }) => !staying.has(id)),
    );
    await putLines(tx, guest.id, left);
    // A line belongs to one cart for life: those that move get ids of their own.
    const renamed = lines.map((line) => (guest.lines.includes(line) ? { ...line, id: newId('cln') } : line));
    await putLines(tx, own.id, renamed);
    const merged: Cart = touch({ ...own, lines: renamed }, context);
    await saveCart(tx, merged);
    await saveCart(tx, { ...guest, version: guest.version + 1, mergedInto: left.length === 0 ? own.id : null });
    return { kind: 'merged', cart: merged };
  });
}

function units(lines: readonly CartLine[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
