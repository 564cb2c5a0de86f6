import { describe, expect, it } from 'vitest';
import { refusalOf, startScene, type Scene } from '../testing/harness.ts';

async function pay({ stripe }: Scene, method = 'pm_card_visa', capture: 'automatic' | 'manual' = 'automatic') {
  return stripe.paymentIntents.create({
    amount: 1_000,
    currency: 'usd',
    capture_method: capture,
    confirm: true,
    payment_method: method,
    return_url: 'https://shop.example',
  });
}

describe('refunds', () => {
  it('go back in parts up to what was captured, and never beyond', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const { id } = await pay(scene);
    const part = await stripe.refunds.create({ payment_intent: id, amount: 300, reason: 'requested_by_customer' });
    expect(part).toMatchObject({ status: 'succeeded', amount: 300, payment_intent: id });
    const tooMuch = await refusalOf(stripe.refunds.create({ payment_intent: id, amount: 701 }));
    expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' });
    const rest = await stripe.refunds.create({ payment_intent: id, expand: ['charge'] });
    expect(rest).toMatchObject({ amount: 700, charge: { refunded: true, amount_refunded: 1_000 } });
    expect(await refusalOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({
      code: 'charge_already_refunded',
    });
    expect((await stripe.refunds.list({ payment_intent: id })).data.map(({ amount }) => amount)).toEqual([700, 300]);
    // the fee is not given back
    expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(-59);
    await scene.settle();
    expect(scene.hooks.types().slice(3)).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.created',
      'charge.refunded',
    ]);
  });

  it('twenty at once of 100 out of 1,000: exactly ten succeed', async () => {
    await using scene = await startScene();
    const { id } = await pay(scene);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => scene.stripe.refunds.create({ payment_intent: id, amount: 100 })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(await scene.emulator.control.countIntents()).toMatchObject({
      received: 1_000,
      refunded: 1_000,
      refunds: 10,
    });
  });

  it('are refused for what was never captured', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const open = await stripe.paymentIntents.create({ amount: 1_000, currency: 'usd' });
    const held = await pay(scene, 'pm_card_visa', 'manual');
    for (const { id } of [open, held])
      expect(await refusalOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({
        statusCode: 400,
        rawType: 'invalid_request_error',
      });
    expect(await refusalOf(stripe.refunds.create({ charge: 'ch_nope' }))).toMatchObject({ code: 'resource_missing' });
    expect(await refusalOf(stripe.refunds.create({}))).toMatchObject({ code: 'parameter_missing' });
  });

  it('of a partly captured payment stop at what was captured', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const held = await pay(scene, 'pm_card_visa', 'manual');
    await stripe.paymentIntents.capture(held.id, { amount_to_capture: 400 });
    expect(await refusalOf(stripe.refunds.create({ payment_intent: held.id, amount: 401 }))).toMatchObject({
      param: 'amount',
    });
    expect(await stripe.refunds.create({ payment_intent: held.id })).toMatchObject({ amount: 400 });
  });

  it('that the bank sends back make the charge refundable again', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const { id } = await pay(scene, 'pm_card_refundFail');
    const refund = await stripe.refunds.create({ payment_intent: id });
    expect(refund).toMatchObject({ status: 'succeeded' });
    expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(-59);
    await scene.emulator.control.advanceClock({ byMs: 60_000 });
    const failed = await stripe.refunds.retrieve(refund.id);
    expect(failed).toMatchObject({ status: 'failed', failure_reason: expect.any(String) });
    expect((await stripe.charges.list({ payment_intent: id })).data[0]).toMatchObject({
      amount_refunded: 0,
      refunded: false,
    });
    expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(1_000 - 59);
    await scene.settle();
    const told = scene.hooks.types().slice(-5);
    expect(told.slice(0, 2)).toEqual(['refund.created', 'charge.refunded']);
    expect(told.slice(2)).toEqual(['refund.updated', 'charge.refund.updated', 'refund.failed']);
    // It fails once.
    await scene.emulator.control.advanceClock({ byMs: 60_000 });
    await scene.settle();
    expect(scene.hooks.types().filter((type) => type === 'refund.failed')).toHaveLength(1);
    expect(await stripe.refunds.create({ payment_intent: id })).toMatchObject({ status: 'succeeded', amount: 1_000 });
  });

  it('of a card whose refunds are pending succeed some time later', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const { id } = await pay(scene, 'pm_card_pendingRefund');
    const refund = await stripe.refunds.create({ payment_intent: id });
    expect(refund.status).toBe('pending');
    await scene.emulator.control.advanceClock({ byMs: 59_000 });
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe('pending');
    await scene.emulator.control.advanceClock({ byMs: 1_000 });
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
    await scene.settle();
    expect(scene.hooks.types().slice(-2)).toEqual(['refund.updated', 'charge.refund.updated']);
  });

  it('end as they are told to, and only once', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const { id } = await pay(scene);
    const refund = await stripe.refunds.create({ payment_intent: id });
    await expect(scene.emulator.control.settleRefund({ refund: refund.id, outcome: 'succeeded' })).rejects.toThrow();
    await scene.emulator.control.settleRefund({ refund: refund.id, outcome: 'failed' });
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe('failed');
    for (const outcome of ['succeeded', 'failed'] as const)
      await expect(scene.emulator.control.settleRefund({ refund: refund.id, outcome })).rejects.toThrow('has ended');
    await expect(scene.emulator.control.settleRefund({ refund: 're_nope', outcome: 'failed' })).rejects.toThrow();
  });

  it('can be described afterwards, which is announced', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const { id } = await pay(scene);
    const refund = await stripe.refunds.create({ payment_intent: id, metadata: { return: 'r1' } });
    await stripe.refunds.update(refund.id, { metadata: { note: 'x' } });
    expect((await stripe.refunds.retrieve(refund.id)).metadata).toEqual({ return: 'r1', note: 'x' });
    await scene.settle();
    expect(scene.hooks.types().slice(-2)).toEqual(['refund.updated', 'charge.refund.updated']);
  });
});
