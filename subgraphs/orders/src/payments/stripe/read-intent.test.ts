import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import { readIntent } from './read-intent.ts';

/** A captured payment of 100.00 EUR whose balance transaction is expanded. */
function captured(balance: { amount: number; currency: string; fee: number } | null): Stripe.PaymentIntent {
  const intent = {
    id: 'pi_1',
    status: 'succeeded',
    currency: 'eur',
    amount: 10_000,
    amount_received: 10_000,
    client_secret: null,
    last_payment_error: null,
    latest_charge: { balance_transaction: balance, payment_method_details: null },
  };
  // What readIntent reads of it is there.
  return intent as unknown as Stripe.PaymentIntent;
}

it('tells the fee as it was charged', () => {
  expect(readIntent(captured({ amount: 10_000, currency: 'eur', fee: 320 }))).toMatchObject({
    currency: 'EUR',
    capturedAmount: 10_000,
    feeAmount: 320,
  });
});

it.each([
  ['into dollars', { amount: 11_000, currency: 'usd', fee: 352 }, 320],
  ['into yen, which have no cents', { amount: 17_000, currency: 'jpy', fee: 545 }, 321],
])('tells the fee in the currency of a payment that was converted %s', (_what, balance, feeAmount) => {
  expect(readIntent(captured(balance)).feeAmount).toBe(feeAmount);
});

it('tells no fee before Stripe does', () => {
  expect(readIntent(captured(null)).feeAmount).toBeNull();
});
