import type { CheckoutEnd, CheckoutFailure } from '../../domain/checkout.ts';
import { checkoutFailure } from '../../domain/checkout.ts';
import { saveCheckout } from '../../storage/checkouts.ts';
import { isExpired, type Saga, type SagaContext, type StepResult } from '../checkout-saga.ts';

/** Turns a checkout back: what was done is undone in reverse by the next step. */
export async function turnBack(
  { reader }: Pick<SagaContext, 'reader'>,
  saga: Saga,
  failure: CheckoutFailure,
  endsAs: CheckoutEnd = 'FAILED',
): Promise<StepResult> {
  const saved = await saveCheckout(reader, saga.checkout, { state: 'COMPENSATING', failure, endsAs, then: 'held' });
  return { ...saga, checkout: saved.checkout, rests: false };
}

/** Turns back a checkout whose buyer gave it up or whose time is over; null when it may go on. */
export function turnBackIfOver(context: SagaContext, saga: Saga): Promise<StepResult> | null {
  if (saga.checkout.cancelRequested) return turnBack(context, saga, CANCELLED, 'CANCELLED');
  if (isExpired(context, saga.checkout)) return turnBack(context, saga, EXPIRED, 'EXPIRED');
  return null;
}

export const CANCELLED = checkoutFailure('CHECKOUT_CANCELLED', 'The checkout was cancelled. Nothing was charged.');
const EXPIRED = checkoutFailure('CHECKOUT_EXPIRED', 'The time to pay is over. Nothing was charged.');
