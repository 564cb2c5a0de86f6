import type { OrdersContext } from '../context.ts';
import type { Checkout } from '../domain/checkout.ts';
import { orderIdOf } from '../domain/checkout-ids.ts';
import type { Payment } from '../domain/order.ts';
import { errorsOfCheckout } from '../errors.ts';
import type { OrdersUserError } from '../generated/resolvers.ts';

/** A checkout as a payload shows it, with what stands in its way. A payment at hand is not read again. */
export async function showCheckout(
  { loaders }: Pick<OrdersContext, 'loaders'>,
  { checkout, payment }: { readonly checkout: Checkout; readonly payment: Payment | null },
): Promise<{ checkout: Checkout; userErrors: OrdersUserError[] }> {
  const orderId = orderIdOf(checkout.id);
  if (payment) loaders.paymentsOfOrder.prime(orderId, [payment]);
  const payments = checkout.state === 'AWAITING_PAYMENT' ? await loaders.paymentsOfOrder.load(orderId) : [];
  return { checkout, userErrors: errorsOfCheckout(checkout, payments.at(-1) ?? null) };
}
