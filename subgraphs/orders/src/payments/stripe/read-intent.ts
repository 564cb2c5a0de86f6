import type Stripe from 'stripe';
import type { PaymentMethodSummary } from '../../domain/order.ts';
import type { ProviderPayment, ProviderPaymentState } from '../payment-provider.ts';

const STATES: Readonly<Record<Stripe.PaymentIntent.Status, ProviderPaymentState>> = {
  requires_payment_method: 'open',
  requires_confirmation: 'open',
  requires_action: 'requiresAction',
  processing: 'processing',
  requires_capture: 'authorized',
  succeeded: 'captured',
  canceled: 'cancelled',
};

/** Tells a PaymentIntent in the provider interface's words. Its latest charge may be expanded or not. */
export function readIntent(intent: Stripe.PaymentIntent): ProviderPayment {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const balance = typeof charge?.balance_transaction === 'object' ? charge.balance_transaction : null;
  const error = intent.last_payment_error;
  return {
    providerPaymentId: intent.id,
    // A status this version does not know is one that waits.
    state: STATES[intent.status] ?? 'processing',
    clientSecret: intent.client_secret,
    currency: intent.currency.toUpperCase(),
    amount: intent.amount,
    capturedAmount: intent.amount_received,
    feeAmount: intent.status === 'succeeded' && balance ? feeOf(balance, intent) : null,
    method: methodOf(charge),
    error: error && {
      code: error.decline_code ?? error.code ?? error.type,
      message: error.message ?? 'The payment failed.',
    },
  };
}

/** The fee in minor units of the payment's currency. Stripe tells it in that of the balance, into which it may have converted the payment. */
function feeOf(balance: Stripe.BalanceTransaction, intent: Stripe.PaymentIntent): number {
  if (balance.currency === intent.currency) return balance.fee;
  return Math.round(balance.fee * (intent.amount_received / balance.amount));
}

function methodOf(charge: Stripe.Charge | null): PaymentMethodSummary | null {
  const details = charge?.payment_method_details;
  if (!details) return null;
  return { type: details.type, brand: details.card?.brand ?? null, last4: details.card?.last4 ?? null };
}
