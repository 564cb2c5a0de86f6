import { describe, expect, it } from 'vitest';
import type { Stripe } from 'stripe';
import { refusalOf, startScene } from '../testing/harness.ts';

const ORDER = { amount: 4_250, currency: 'eur', capture_method: 'manual', transfer_group: 'order-1' } as const;

describe('a payment that is captured by hand', () => {
  it('is authorised, captured and announced', async () => {
    await using scene = await startScene();
    const { stripe, hooks } = scene;
    const created = await stripe.paymentIntents.create({ ...ORDER, metadata: { order: 'ord_1' } });
    expect(created).toMatchObject({ status: 'requires_payment_method', amount: 4_250, amount_capturable: 0 });

    const held = await stripe.paymentIntents.confirm(created.id, {
      payment_method: 'pm_card_visa',
      return_url: 'https://shop.example/return',
    });
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 4_250, amount_received: 0 });

    const paid = await stripe.paymentIntents.capture(created.id, { expand: ['latest_charge.balance_transaction'] });
    expect(paid).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 4_250 });
    const charge = paid.latest_charge as Stripe.Charge; // expanded
    expect(charge).toMatchObject({ captured: true, amount_captured: 4_250, amount_refunded: 0, paid: true });
    // 2.9 % of 4,250 is 123.25, and 30 besides
    expect(charge.balance_transaction).toMatchObject({ amount: 4_250, fee: 153, net: 4_097, type: 'charge' });

    await scene.settle();
    expect(hooks.types()).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.amount_capturable_updated',
      'charge.captured',
      'payment_intent.succeeded',
    ]);
    const last = hooks.received.at(-1)?.event;
    expect(last?.data.object).toMatchObject({ id: created.id, metadata: { order: 'ord_1' } });
    expect(last?.request?.id).toBe(paid.lastResponse.requestId);
  });

  it('is captured in part, and the rest is released', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const held = await stripe.paymentIntents.create(heldOrder());
    const paid = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1_000, expand: ['latest_charge'] });
    expect(paid).toMatchObject({ status: 'succeeded', amount: 4_250, amount_received: 1_000, amount_capturable: 0 });
    expect(paid.latest_charge).toMatchObject({ amount_captured: 1_000, amount_refunded: 3_250, refunded: false });
    const balance = await stripe.balance.retrieve();
    expect(balance.available.find(({ currency }) => currency === 'eur')?.amount).toBe(1_000 - 29 - 30);
  });

  it('cannot be captured beyond its authorisation, twice, or after it was cancelled', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const held = await stripe.paymentIntents.create(heldOrder());
    const tooMuch = await refusalOf(stripe.paymentIntents.capture(held.id, { amount_to_capture: 4_251 }));
    expect(tooMuch).toMatchObject({ statusCode: 400, code: 'amount_too_large', param: 'amount_to_capture' });
    await stripe.paymentIntents.capture(held.id);
    const twice = await refusalOf(stripe.paymentIntents.capture(held.id));
    expect(twice).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
    expect(twice.payment_intent).toMatchObject({ id: held.id, status: 'succeeded' });

    const other = await stripe.paymentIntents.create(heldOrder());
    await stripe.paymentIntents.cancel(other.id);
    expect(await refusalOf(stripe.paymentIntents.capture(other.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  it('capture and cancel race, ten of each: exactly one wins, and the books follow it', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const held = await stripe.paymentIntents.create(heldOrder());
    const calls = Array.from({ length: 20 }, (_, place) =>
      place % 2 === 0 ? stripe.paymentIntents.cancel(held.id) : stripe.paymentIntents.capture(held.id),
    );
    const outcomes = await Promise.allSettled(calls);
    const winners = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.status] : []));
    expect(winners).toHaveLength(1);
    const { status } = await stripe.paymentIntents.retrieve(held.id);
    expect(winners).toEqual([status]);
    expect((await stripe.balanceTransactions.list()).data).toHaveLength(status === 'succeeded' ? 1 : 0);
    await scene.settle();
    expect(scene.hooks.types().filter((type) => /\.(canceled|captured)$/.test(type))).toHaveLength(1);
  });

  it('is cancelled: the hold is released and nothing is booked', async () => {
    await using scene = await startScene();
    const { stripe, hooks } = scene;
    const held = await stripe.paymentIntents.create(heldOrder());
    const gone = await stripe.paymentIntents.cancel(held.id, {
      cancellation_reason: 'abandoned',
      expand: ['latest_charge'],
    });
    expect(gone).toMatchObject({ status: 'canceled', amount_capturable: 0, cancellation_reason: 'abandoned' });
    expect(gone.latest_charge).toMatchObject({ captured: false, refunded: true, amount_refunded: 4_250 });
    expect((await stripe.balanceTransactions.list()).data).toEqual([]);
    expect(await refusalOf(stripe.paymentIntents.cancel(held.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    await scene.settle();
    expect(hooks.types().slice(-2)).toEqual(['charge.refunded', 'payment_intent.canceled']);
  });
});

function heldOrder(): Stripe.PaymentIntentCreateParams {
  return {
    ...ORDER,
    confirm: true,
    payment_method: 'pm_card_visa',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  };
}
