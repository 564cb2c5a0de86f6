import { actingUser } from '@bazaar/identity/acting-user';
import { signToken, verifyToken, type SigningSecrets } from '@bazaar/identity/signed-token';
import type { Viewer } from '@bazaar/identity/viewer';
import { parseId } from '@bazaar/ids/id';
import type { Cart } from '../domain/cart.ts';
import type { UserId } from '@bazaar/ids/kinds';
import type { CartAccess } from '../storage/carts.ts';

const PURPOSE = 'guest-cart';

/** The id a cart has in the API: plain for a user's, signed for a guest's, which makes it the key to that cart. */
export function publicCartId(secrets: SigningSecrets, cart: Pick<Cart, 'id' | 'buyerId'>): string {
  return cart.buyerId === null ? signToken(secrets, PURPOSE, cart.id) : cart.id;
}

/** By what right the viewer may use the cart of this id; null when by none. */
export function parseCartId(secrets: SigningSecrets, viewer: Viewer, text: string): CartAccess | null {
  return parseCartIdOf(secrets, actingUser(viewer)?.userId ?? null, text);
}

/** By what right this user, or a guest, may use the cart of this id; null when by none. */
export function parseCartIdOf(secrets: SigningSecrets, userId: UserId | null, text: string): CartAccess | null {
  const signed = verifyToken(secrets, PURPOSE, text);
  if (signed !== null) {
    const id = parseId('crt', signed);
    return id && { kind: 'guest', id };
  }
  const id = parseId('crt', text);
  return id && userId && { kind: 'owner', id, userId };
}
