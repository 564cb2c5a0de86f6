import { signToken, verifyToken, type SigningSecrets } from '@bazaar/identity/signed-token';
import { idToUuid } from '@bazaar/ids/id';
import type { CheckoutId, OrderId } from '@bazaar/ids/kinds';

const PURPOSE = 'guest-order';

/** The capability to see an order and its checkout, for the guest who placed it. Both carry the same UUID, and so the same token. */
export function signOrderAccess(secrets: SigningSecrets, id: OrderId | CheckoutId): string {
  return signToken(secrets, PURPOSE, idToUuid(id));
}

/** Whether `token` opens this order or checkout. */
export function opensOrder(
  secrets: SigningSecrets,
  id: OrderId | CheckoutId,
  token: string | null | undefined,
): boolean {
  return token != null && verifyToken(secrets, PURPOSE, token) === idToUuid(id);
}
