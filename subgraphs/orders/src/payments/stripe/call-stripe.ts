import Stripe from 'stripe';
import { PaymentCallFailed } from '../payment-provider.ts';

/**
 * Runs one call and translates its failure. Unknown is whatever may have had an effect: no answer, 5xx, and a first call with the same key
 * still under way. Rate limits and a wrong key had none, but the same call may succeed later, so they are unknown, too.
 * @throws PaymentCallFailed
 */
export async function callStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError))
      throw new PaymentCallFailed('unknown', 'no_answer', { cause: error });
    const code = error.code ?? error.type;
    throw new PaymentCallFailed(isFinal(error) ? 'refused' : 'unknown', code, { cause: error });
  }
}

function isFinal(error: InstanceType<typeof Stripe.errors.StripeError>): boolean {
  if (error instanceof Stripe.errors.StripeCardError) return true;
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    error.code !== 'lock_timeout' &&
    error.statusCode !== 409
  );
}
