import type { OrdersContext } from '../context.ts';
import type { Checkout } from '../domain/checkout.ts';
import type { Payment } from '../domain/order.ts';

/** A leased checkout on its way, with its payment once that was read or made. */
export interface Saga {
  readonly checkout: Checkout;
  readonly payment: Payment | null;
}

/** A step's result: `rests` when the lease was given back and nobody goes on now. */
export interface StepResult extends Saga {
  readonly rests: boolean;
}

/**
 * Takes a checkout from one state to the next: call, then record. Whatever it calls is idempotent under the checkout's id, so that a step
 * that was interrupted is simply taken again.
 * @throws LeaseLost when someone else took over; a Fault or PaymentCallFailed when a call brought no answer: the step is taken again later.
 */
export type Step = (context: SagaContext, saga: Saga) => Promise<StepResult>;

export type SagaContext = Pick<
  OrdersContext,
  'reader' | 'inTransaction' | 'sendCommand' | 'payments' | 'config' | 'now' | 'log' | 'ephemeral'
>;

/** Whether the buyer's time is up. */
export function isExpired(context: Pick<OrdersContext, 'now'>, checkout: Checkout): boolean {
  return context.now() >= checkout.expiresAt;
}
