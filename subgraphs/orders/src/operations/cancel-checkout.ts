import type { CheckoutId } from '@bazaar/ids/kinds';
import type { OrdersContext } from '../context.ts';
import type { Checkout } from '../domain/checkout.ts';
import { opensOrder } from '../access/order-tokens.ts';
import { requestCancellation } from '../storage/checkouts.ts';
import { findCheckout } from '../storage/orders.ts';
import { completeCheckout } from './complete-checkout.ts';
import type { SagaContext } from './checkout-saga.ts';

export type CancelCheckoutOutcome =
  | { readonly kind: 'notFound' }
  /** It was confirmed, or can no longer be stopped: its order is what can be cancelled. */
  | { readonly kind: 'tooLate'; readonly checkout: Checkout }
  | { readonly kind: 'ended'; readonly checkout: Checkout }
  /** Accepted; it ends as soon as whoever is at it lets go. */
  | { readonly kind: 'underWay'; readonly checkout: Checkout };

/** Gives up a checkout: its payment is cancelled first, then its stock and cart are free again. */
export async function cancelCheckout(
  context: SagaContext & Pick<OrdersContext, 'viewer' | 'deadline'>,
  id: CheckoutId,
  accessToken: string | null | undefined,
): Promise<CancelCheckoutOutcome> {
  const opened = opensOrder(context.config.ORDER_TOKEN_SECRET, id, accessToken);
  const known = await findCheckout(context.reader, context.viewer, id, opened);
  if (!known) return { kind: 'notFound' };
  await requestCancellation(context.reader, id);
  const checkout = (await completeCheckout(context, id, accessToken))?.checkout ?? known;
  if (checkout.state === 'CONFIRMED' || checkout.state === 'ALLOCATED') return { kind: 'tooLate', checkout };
  return checkout.nextAt === null || ['FAILED', 'EXPIRED', 'CANCELLED'].includes(checkout.state)
    ? { kind: 'ended', checkout }
    : { kind: 'underWay', checkout };
}
