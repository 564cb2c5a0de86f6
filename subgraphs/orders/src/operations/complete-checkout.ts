import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckoutId } from '@bazaar/ids/kinds';
import type { OrdersContext } from '../context.ts';
import { claimOwnCheckout } from '../storage/checkouts.ts';
import { findCheckout } from '../storage/orders.ts';
import { opensOrder } from '../access/order-tokens.ts';
import { advanceCheckout } from './advance-checkout.ts';
import type { Saga, SagaContext } from './checkout-saga.ts';

/** How long a reply waits for whoever advances the checkout just now (the provider's webhook, mostly), in milliseconds. */
const PATIENCE_MS = 3_000;
const LOOK_AGAIN_MS = 50;

/**
 * Asks the provider now how the payment stands, and goes on accordingly: what the webhook would do, without waiting for it. Null when the
 * viewer may not see the checkout.
 */
export async function completeCheckout(
  context: SagaContext & Pick<OrdersContext, 'viewer' | 'deadline'>,
  id: CheckoutId,
  accessToken: string | null | undefined,
): Promise<Saga | null> {
  const opened = opensOrder(context.config.ORDER_TOKEN_SECRET, id, accessToken);
  const until = Math.min(Date.now() + PATIENCE_MS, context.deadline);
  for (;;) {
    const claimed = await claimOwnCheckout(context.reader, context.viewer, id, opened);
    if (claimed) return advanceCheckout(context, { checkout: claimed, payment: null });
    const checkout = await findCheckout(context.reader, context.viewer, id, opened);
    if (!checkout) return null;
    if (checkout.nextAt === null || Date.now() >= until) return { checkout, payment: null };
    await sleep(LOOK_AGAIN_MS);
  }
}
