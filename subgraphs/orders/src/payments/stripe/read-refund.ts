import type Stripe from 'stripe';
import type { ProviderRefund } from '../payment-provider.ts';

/** Tells a refund in the provider interface's words. */
export function readRefund(refund: Stripe.Refund): ProviderRefund {
  const { id, status, failure_reason: reason } = refund;
  if (status === 'failed' || status === 'canceled')
    return { providerRefundId: id, state: 'failed', error: reason ?? status };
  return { providerRefundId: id, state: status === 'succeeded' ? 'succeeded' : 'pending', error: null };
}
