import { newId } from '@bazaar/ids/id';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { CHECKOUT_COMPLETE, CHECKOUT_QUERY, ORDER_QUERY } from './testing/documents.ts';
import type { TestCart } from './testing/neighbours.ts';
import { buyer, startScene, type Scene } from './testing/scene.ts';
import { WEBHOOK_SECRET } from './testing/stage.ts';

const caller = buyer();

function oneMug(scene: Scene): TestCart {
  const want = { vendorId: newId('vnd'), offerId: newId('off'), quantity: 1, unitAmount: 2_000 };
  return scene.neighbours.addCart([want], { buyerId: caller.sub });
}

/** Waits until the checkout is shown in `status`, then for everything that is still under way. */
function reaches(scene: Scene, id: string, status: string, withinMs?: number): Promise<unknown> {
  return scene.until(
    async () => (await scene.ask(CHECKOUT_QUERY, { id }, caller)).checkout.status === status,
    withinMs,
  );
}

/** Everything that must be the same however the news came. */
async function endState(scene: Scene, orderId: string): Promise<unknown> {
  const { order } = await scene.ask(ORDER_QUERY, { id: orderId }, caller);
  const { status, paymentStatus, vendorOrders, timeline, payments } = order;
  return {
    status,
    paymentStatus,
    parts: vendorOrders.map((part) => [part.status, part.paymentStatus]),
    timeline: timeline.map(({ kind, fromStatus, toStatus }) => [kind, fromStatus, toStatus]),
    payments: payments.map((payment) => [payment.status, payment.captured.amount, payment.refunded.amount]),
    succeeded: (await scene.rows(`select count(*)::integer as n from outbox_event where type = 'payment.success'`))[0],
    provider: await scene.emulator.control.countIntents(),
  };
}

/** The books hear of the fee of 2,650 minor units, once. */
async function expectFeeTold(scene: Scene, orderId: string): Promise<void> {
  await scene.subgraph.runSweep('learn fees');
  await scene.until(async () => scene.heard('payment.fee_charged').length > 0);
  await scene.subgraph.runSweep('learn fees');
  await scene.subgraph.dispatcher.idle();
  const told = scene.heard('payment.fee_charged').map(({ data }) => data);
  const paymentId: unknown = expect.stringMatching(/^pay_/);
  expect(told).toEqual([{ orderId, paymentId, provider: 'stripe', currency: 'USD', feeAmount: 107 }]);
  expect(await scene.rows('select fee_amount from payment')).toEqual([{ fee_amount: '107' }]);
}

const CONFIRMED = {
  status: 'CONFIRMED',
  paymentStatus: 'PAID',
  parts: [['CONFIRMED', 'PAID']],
  timeline: [
    ['FULFILMENT', null, 'PENDING'],
    ['PAYMENT', 'PENDING', 'AUTHORIZED'],
    ['PAYMENT', 'AUTHORIZED', 'PAID'],
    ['FULFILMENT', 'PENDING', 'CONFIRMED'],
  ],
  payments: [['PAID', 2_650, 0]],
  succeeded: { n: 1 },
  provider: { total: 1, byStatus: { succeeded: 1 }, received: 2_650, capturable: 0, refunded: 0, refunds: 0 },
};

describe('webhooks', () => {
  it.each([
    ['as they come', []],
    ['each three times', [{ action: { kind: 'duplicate' as const, copies: 3 } }]],
    ['the last first', [{ action: { kind: 'reorder' as const, window: 3 } }]],
    ['late', [{ action: { kind: 'delay' as const, delayMs: 300 } }]],
  ])('lead to the same end state: %s', async (_how, rules) => {
    await using scene = await startScene();
    for (const rule of rules) await scene.emulator.control.addDeliveryRule(rule);
    const { checkout } = await scene.start(oneMug(scene), caller);
    await scene.confirm(checkout.clientSecret);
    await reaches(scene, checkout.id, 'CONFIRMED');
    await scene.emulator.control.releaseDeliveries();
    await scene.emulator.control.deliveriesIdle();
    await scene.until(
      async () => (await scene.rows('select 1 from webhook_event where applied_at is null')).length === 0,
    );
    expect(await endState(scene, checkout.order.id)).toEqual(CONFIRMED);
  });

  it('may all be lost: reconciliation asks the provider', async () => {
    await using scene = await startScene({ env: { PAYMENT_POLL_MS: '300' } });
    await scene.emulator.control.addDeliveryRule({ action: { kind: 'drop' } });
    const { checkout } = await scene.start(oneMug(scene), caller);
    await scene.confirm(checkout.clientSecret);
    await reaches(scene, checkout.id, 'CONFIRMED');
    await scene.until(async () => (await scene.rows('select 1 from checkout where next_at is not null')).length === 0);
    expect(await endState(scene, checkout.order.id)).toEqual(CONFIRMED);
    expect(await scene.rows('select 1 from webhook_event')).toEqual([]);
  });

  it.each(['signature', 'body', 'timestamp'] as const)('with a wrong %s leave no trace', async (what) => {
    await using scene = await startScene();
    await scene.emulator.control.addDeliveryRule({ action: { kind: 'corrupt', what } });
    const { checkout } = await scene.start(oneMug(scene), caller);
    await scene.confirm(checkout.clientSecret);
    await scene.emulator.control.deliveriesIdle();
    expect((await scene.ask(CHECKOUT_QUERY, { id: checkout.id }, caller)).checkout.status).toBe('AWAITING_PAYMENT');
    expect(await scene.rows('select 1 from webhook_event')).toEqual([]);
  });

  it('without a signature answer 400 in JSON', async () => {
    await using scene = await startScene({ webhooks: false });
    const answer = await fetch(scene.webhookUrl, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('about payments of somebody else are acknowledged and change nothing', async () => {
    await using scene = await startScene({ webhooks: false });
    const body = JSON.stringify({
      id: 'evt_other',
      object: 'event',
      type: 'payment_intent.succeeded',
      data: { object: { id: 'pi_other', object: 'payment_intent' } },
    });
    const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: WEBHOOK_SECRET });
    for (let copy = 0; copy < 2; copy++) {
      const answer = await fetch(scene.webhookUrl, {
        method: 'POST',
        body,
        headers: { 'stripe-signature': signature },
      });
      expect(answer.status).toBe(200);
    }
    expect(await scene.rows('select id from webhook_event')).toEqual([{ id: 'evt_other' }]);
  });
});

describe('a provider that does not answer', () => {
  it.each(['loseAnswer', 'error500AfterEffect', 'error500', 'cut', 'timeout', 'error429'] as const)(
    'when the payment is opened (%s) is asked again under the same key',
    async (kind) => {
      await using scene = await startScene();
      // Twice: the official library repeats a call once by itself.
      await scene.emulator.control.failCalls({ kind, method: 'POST', path: '/v1/payment_intents', times: 2 });
      const { checkout } = await scene.start(oneMug(scene), caller);
      await reaches(scene, checkout.id, 'AWAITING_PAYMENT', 15_000);
      const shown = (await scene.ask(CHECKOUT_QUERY, { id: checkout.id }, caller)).checkout;
      await scene.confirm(shown.clientSecret);
      await reaches(scene, checkout.id, 'CONFIRMED');
      await scene.emulator.control.deliveriesIdle();
      await scene.until(
        async () => (await scene.rows('select 1 from checkout where next_at is not null')).length === 0,
      );
      expect(await endState(scene, checkout.order.id)).toEqual(CONFIRMED);
    },
  );

  it.each(['loseAnswer', 'error500AfterEffect', 'error500'] as const)(
    'when the money is captured (%s) leads to one captured payment',
    async (kind) => {
      await using scene = await startScene();
      const path = '/v1/payment_intents/:id/capture';
      await scene.emulator.control.failCalls({ kind, method: 'POST', path, times: 2 });
      const { checkout } = await scene.start(oneMug(scene), caller);
      await scene.confirm(checkout.clientSecret);
      await reaches(scene, checkout.id, 'CONFIRMED', 15_000);
      await scene.until(
        async () => (await scene.rows('select 1 from checkout where next_at is not null')).length === 0,
      );
      expect(await endState(scene, checkout.order.id)).toEqual(CONFIRMED);
    },
  );
});

describe('a payment whose opening was not answered', () => {
  const DAY_MS = 25 * 3_600_000;

  it.each([
    ['is found and cancelled', 'loseAnswer', { canceled: 1 }],
    ['is not made after all', 'error500', {}],
  ] as const)('and whose key the provider has forgotten since %s', async (_what, kind, byStatus) => {
    let aheadMs = 0;
    await using scene = await startScene({ webhooks: false, now: () => new Date(Date.now() + aheadMs) });
    await scene.emulator.control.failCalls({ kind, method: 'POST', path: '/v1/payment_intents', times: 1_000 });
    const cart = oneMug(scene);
    const { checkout } = await scene.start(cart, caller, { paymentMethod: 'pm_card_visa' });
    // Everything stands still for a day.
    const hold = `update checkout set leased_until = now() + interval '1 day' where leased_until is null returning 1`;
    await scene.until(async () => (await scene.rows(hold)).length > 0);
    await scene.emulator.control.clearFaults();
    await scene.emulator.control.advanceClock({ byMs: DAY_MS });
    aheadMs = DAY_MS;
    await scene.rows('update checkout set leased_until = null, next_at = now()');
    await reaches(scene, checkout.id, 'EXPIRED');
    expect((await scene.emulator.control.countIntents()).byStatus).toEqual(byStatus);
    expect([...scene.neighbours.stock.values()]).toEqual([100]);
    expect(cart.frozenBy).toBeNull();
  });
});

describe('a provider that refuses to capture an authorised payment', () => {
  const path = '/v1/payment_intents/:id/capture';

  it('for now: it is asked anew, and captures once', async () => {
    await using scene = await startScene({ webhooks: false, env: { PAYMENT_POLL_MS: '200' } });
    await scene.emulator.control.failCalls({ kind: 'refuse', method: 'POST', path, times: 2 });
    const { checkout } = await scene.start(oneMug(scene), caller, { paymentMethod: 'pm_card_visa' });
    await reaches(scene, checkout.id, 'CONFIRMED');
    await scene.until(async () => (await scene.rows('select 1 from checkout where next_at is not null')).length === 0);
    expect(await endState(scene, checkout.order.id)).toEqual(CONFIRMED);
  });

  it('and loses the answer to the next try: that one is repeated under its key, and captures once', async () => {
    await using scene = await startScene({ webhooks: false, env: { PAYMENT_POLL_MS: '200' } });
    await scene.emulator.control.failCalls({ kind: 'refuse', method: 'POST', path });
    await scene.emulator.control.failCalls({ kind: 'loseAnswer', method: 'POST', path, times: 2 });
    const { checkout } = await scene.start(oneMug(scene), caller, { paymentMethod: 'pm_card_visa' });
    await reaches(scene, checkout.id, 'CONFIRMED');
    await scene.until(async () => (await scene.rows('select 1 from checkout where next_at is not null')).length === 0);
    expect(await endState(scene, checkout.order.id)).toEqual(CONFIRMED);
  });

  it('until the time to pay is over: the authorisation is released, then stock and cart', async () => {
    await using scene = await startScene({
      webhooks: false,
      env: { PAYMENT_POLL_MS: '200', CHECKOUT_DEADLINE_MS: '1500' },
    });
    await scene.emulator.control.failCalls({ kind: 'refuse', method: 'POST', path, times: 1_000 });
    const cart = oneMug(scene);
    const { checkout } = await scene.start(cart, caller, { paymentMethod: 'pm_card_visa' });
    await reaches(scene, checkout.id, 'FAILED');
    expect((await scene.ask(ORDER_QUERY, { id: checkout.order.id }, caller)).order).toMatchObject({
      status: 'CANCELLED',
      paymentStatus: 'VOIDED',
    });
    expect([...scene.neighbours.stock.values()]).toEqual([100]);
    expect(cart.frozenBy).toBeNull();
    expect(await scene.emulator.control.countIntents()).toMatchObject({ byStatus: { canceled: 1 }, received: 0 });
  });
});

describe('a provider whose answer to capturing is not that it has captured', () => {
  const isCapture = (path: string) => path.endsWith('/capture');

  it('but that it is at it: it is asked again, and the order paid once it is', async () => {
    let processing = true;
    await using scene = await startScene({
      webhooks: false,
      env: { PAYMENT_POLL_MS: '100' },
      doctor(intent) {
        if (processing && intent['status'] === 'succeeded')
          Object.assign(intent, { status: 'processing', amount_received: 0 });
      },
    });
    const { checkout } = await scene.start(oneMug(scene), caller, { paymentMethod: 'pm_card_visa' });
    const { order } = await scene.ask(ORDER_QUERY, { id: checkout.order.id }, caller);
    expect(order).toMatchObject({ paymentStatus: 'AUTHORIZED', payments: [{ captured: { amount: 0 } }] });
    expect(scene.heard('payment.success')).toEqual([]);
    processing = false;
    await reaches(scene, checkout.id, 'CONFIRMED');
    await scene.until(async () => (await scene.rows('select 1 from checkout where next_at is not null')).length === 0);
    expect(await endState(scene, checkout.order.id)).toEqual(CONFIRMED);
  });

  it('but that less was taken, by hand: what was taken goes back, and nothing is sold', async () => {
    await using scene = await startScene({ webhooks: false, env: { PAYMENT_POLL_MS: '100' } });
    const cart = oneMug(scene);
    scene.neighbours.down.add('catalog.allocateStock');
    const { checkout } = await scene.start(cart, caller, { paymentMethod: 'pm_card_visa' });
    const stripe = new Stripe('sk_test_orders', { host: '127.0.0.1', port: scene.emulator.port, protocol: 'http' });
    const [intent] = (await stripe.paymentIntents.list()).data;
    await stripe.paymentIntents.capture(intent?.id ?? '', { amount_to_capture: 1_000 });
    scene.neighbours.down.delete('catalog.allocateStock');
    await reaches(scene, checkout.id, 'FAILED');
    await scene.until(async () => (await scene.emulator.control.countIntents()).refunded === 1_000);
    expect((await scene.ask(ORDER_QUERY, { id: checkout.order.id }, caller)).order).toMatchObject({
      status: 'CANCELLED',
      payments: [{ captured: { amount: 1_000 }, refunded: { amount: 1_000 } }],
    });
    expect([...scene.neighbours.stock.values()]).toEqual([100]);
    expect(cart.frozenBy).toBeNull();
    expect(scene.heard('payment.success')).toEqual([]);
  });

  it.each([
    ['another currency', { currency: 'jpy' }],
    ['more', { amount_received: 2_651 }],
  ])('but that %s was taken: it is not sold for that, and people are told', async (_what, wrong) => {
    let isWrong = true;
    await using scene = await startScene({
      webhooks: false,
      doctor(intent, { path }) {
        if (isWrong && isCapture(path)) Object.assign(intent, wrong);
      },
    });
    const started = scene.start(oneMug(scene), caller, { paymentMethod: 'pm_card_visa' });
    await expect(started).rejects.toThrow('"code":"INTERNAL"');
    expect(await scene.rows('select state from checkout')).toEqual([{ state: 'ALLOCATED' }]);
    expect(scene.heard('payment.success')).toEqual([]);
    isWrong = false;
    await scene.until(async () => scene.heard('payment.success').length === 1);
  });
});

describe('the provider’s fee', () => {
  it('that is not known when the money is taken is asked for until it is, and then told to the books once', async () => {
    let isKnown = false;
    await using scene = await startScene({
      webhooks: false,
      doctor(intent) {
        // Expanded, as it was asked for.
        const charge = intent['latest_charge'] as Record<string, unknown> | null;
        if (!isKnown && charge) charge['balance_transaction'] = null;
      },
    });
    const { checkout } = await scene.start(oneMug(scene), caller, { paymentMethod: 'pm_card_visa' });
    expect(checkout.status).toBe('CONFIRMED');
    await scene.until(async () => scene.heard('payment.success').length === 1);
    expect(scene.heard('payment.success')[0]?.data.providerFeeAmount).toBe(0);
    await scene.subgraph.runSweep('learn fees');
    expect(scene.heard('payment.fee_charged')).toEqual([]);
    isKnown = true;
    await scene.rows('update payment set fee_due_at = now() where fee_amount is null');
    await expectFeeTold(scene, checkout.order.id);
    expect(await endState(scene, checkout.order.id)).toEqual(CONFIRMED);
  });

  it('that never becomes known is not asked for any more after five weeks', async () => {
    await using scene = await startScene({
      webhooks: false,
      doctor: (intent) => Object.assign(intent, { latest_charge: null }),
    });
    await scene.start(oneMug(scene), caller, { paymentMethod: 'pm_card_visa' });
    const ask = async (): Promise<unknown> => {
      await scene.subgraph.runSweep('learn fees');
      return (await scene.rows(`select fee_due_at is null as never from payment`))[0]?.['never'];
    };
    await scene.until(async () => (await ask()) === false);
    await scene.rows(`update payment set fee_due_at = now(), captured_at = captured_at - interval '35 days'`);
    await scene.until(async () => (await ask()) === true);
  });
});

describe('neighbours that do not answer', () => {
  it.each(['cart.freezeCart', 'catalog.reserveStock', 'vendors.quoteCommission'])(
    'at %s hold the checkout up, and it goes on by itself',
    async (name) => {
      await using scene = await startScene();
      scene.neighbours.down.add(name);
      const { checkout } = await scene.start(oneMug(scene), caller);
      expect(checkout.status).toBe('PREPARING');
      scene.neighbours.down.delete(name);
      await reaches(scene, checkout.id, 'AWAITING_PAYMENT');
    },
  );

  it.each(['catalog.allocateStock', 'cart.completeCart'])('at %s: a paid order is completed later', async (name) => {
    await using scene = await startScene();
    const cart = oneMug(scene);
    const { checkout } = await scene.start(cart, caller);
    scene.neighbours.down.add(name);
    await scene.confirm(checkout.clientSecret);
    await scene.until(async () => scene.neighbours.log.includes(name));
    scene.neighbours.down.delete(name);
    await scene.until(async () => cart.completed === 1);
    await scene.until(async () => (await scene.rows('select 1 from checkout where next_at is not null')).length === 0);
    expect(await endState(scene, checkout.order.id)).toEqual(CONFIRMED);
  });

  it('users down costs nothing but the e-mail address', async () => {
    await using scene = await startScene({ webhooks: false });
    scene.neighbours.down.add('users.findContact');
    const { checkout } = await scene.start(oneMug(scene), caller);
    expect(checkout.status).toBe('AWAITING_PAYMENT');
    expect((await scene.ask(ORDER_QUERY, { id: checkout.order.id }, caller)).order.email).toBeNull();
  });
});

describe('the deadline', () => {
  it('cancels the payment first, then frees stock and cart', async () => {
    await using scene = await startScene({ env: { CHECKOUT_DEADLINE_MS: '400' } });
    const cart = oneMug(scene);
    const { checkout } = await scene.start(cart, caller);
    await reaches(scene, checkout.id, 'EXPIRED');
    expect((await scene.ask(ORDER_QUERY, { id: checkout.order.id }, caller)).order).toMatchObject({
      status: 'CANCELLED',
      paymentStatus: 'FAILED',
    });
    expect(scene.neighbours.log.slice(-2)).toEqual(['catalog.releaseStock', 'cart.unfreezeCart']);
    expect([...scene.neighbours.stock.values()]).toEqual([100]);
    expect(cart.frozenBy).toBeNull();
    expect(await scene.emulator.control.countIntents()).toMatchObject({ byStatus: { canceled: 1 } });
    await expect(scene.confirm(checkout.clientSecret)).rejects.toThrow();
  });

  it('keeps the stock while the provider does not confirm the cancellation', async () => {
    await using scene = await startScene({ env: { CHECKOUT_DEADLINE_MS: '400' } });
    const path = '/v1/payment_intents/:id/cancel';
    await scene.emulator.control.failCalls({ kind: 'error500', method: 'POST', path, times: 4 });
    const { checkout } = await scene.start(oneMug(scene), caller);
    await reaches(scene, checkout.id, 'CANCELLING');
    expect(scene.neighbours.log).not.toContain('catalog.releaseStock');
    expect([...scene.neighbours.stock.values()]).toEqual([99]);
    await reaches(scene, checkout.id, 'EXPIRED', 15_000);
    expect([...scene.neighbours.stock.values()]).toEqual([100]);
  });

  it('lets a payment through that was authorised in time but not heard of', async () => {
    await using scene = await startScene({ webhooks: false, env: { CHECKOUT_DEADLINE_MS: '1500' } });
    const { checkout } = await scene.start(oneMug(scene), caller);
    await scene.confirm(checkout.clientSecret);
    await reaches(scene, checkout.id, 'CONFIRMED');
  });

  it('a payment that comes after all goes back by itself, and is shown again if the bank sends it back', async () => {
    await using scene = await startScene({ webhooks: false, env: { REFUND_POLL_MS: '200' } });
    const { checkout } = await scene.start(oneMug(scene), caller);
    await scene.confirm(checkout.clientSecret);
    const intent = checkout.clientSecret.split('_secret_')[0] ?? '';
    // What must not happen: the checkout ended, and the provider took the money all the same.
    await scene.rows(
      `update checkout set state = 'EXPIRED', ends_as = 'EXPIRED', next_at = null,
              failure = '{"code":"CHECKOUT_EXPIRED","message":"","field":null,"lines":[],"totalAmount":null,"cartVersion":null,"checkoutId":null}'`,
    );
    await scene.rows(`update order_ set status = 'CANCELLED', payment_status = 'FAILED'`);
    await scene.rows(`update vendor_order set status = 'CANCELLED', payment_status = 'FAILED'`);
    await scene.rows(`update payment set status = 'FAILED'`);
    const stripe = new Stripe('sk_test_orders', { host: '127.0.0.1', port: scene.emulator.port, protocol: 'http' });
    await stripe.paymentIntents.capture(intent);
    const body = JSON.stringify({
      id: 'evt_late',
      object: 'event',
      type: 'payment_intent.succeeded',
      data: { object: { id: intent, object: 'payment_intent' } },
    });
    const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: WEBHOOK_SECRET });
    await fetch(scene.webhookUrl, { method: 'POST', body, headers: { 'stripe-signature': signature } });
    await scene.until(async () => (await scene.emulator.control.countIntents()).refunded === 2_650);
    await scene.until(
      async () => (await scene.ask(ORDER_QUERY, { id: checkout.order.id }, caller)).order.paymentStatus === 'REFUNDED',
    );
    const { order } = await scene.ask(ORDER_QUERY, { id: checkout.order.id }, caller);
    expect(order).toMatchObject({
      status: 'CANCELLED',
      vendorOrders: [{ status: 'CANCELLED', paymentStatus: 'REFUNDED', refundedTotal: { amount: 0 } }],
      refunds: [{ status: 'SUCCEEDED', reason: 'LATE_PAYMENT', amount: { amount: 2_650 }, vendorOrderId: null }],
      payments: [{ status: 'REFUNDED', captured: { amount: 2_650 }, refunded: { amount: 2_650 } }],
    });
    const { data: refunds } = await stripe.refunds.list();
    await scene.emulator.control.settleRefund({ refund: refunds[0]?.id ?? '', outcome: 'failed' });
    await scene.until(
      async () => (await scene.ask(ORDER_QUERY, { id: checkout.order.id }, caller)).order.paymentStatus === 'PAID',
    );
    expect((await scene.ask(ORDER_QUERY, { id: checkout.order.id }, caller)).order).toMatchObject({
      status: 'CANCELLED',
      vendorOrders: [{ status: 'CANCELLED', paymentStatus: 'PAID' }],
      refunds: [{ status: 'FAILED' }],
      payments: [{ status: 'PAID', refunded: { amount: 0 } }],
    });
    // Vendors never heard of any of it but what it cost.
    await expectFeeTold(scene, checkout.order.id);
    for (const type of ['payment.success', 'order.refunded', 'order.refund_failed'] as const)
      expect(scene.heard(type)).toEqual([]);
  });

  it('a payment that was taken while its checkout is undone goes back, and order and parts say the same all along', async () => {
    await using scene = await startScene({ webhooks: false, env: { REFUND_POLL_MS: '200', PAYMENT_POLL_MS: '200' } });
    const { checkout } = await scene.start(oneMug(scene), caller);
    await scene.confirm(checkout.clientSecret);
    const stripe = new Stripe('sk_test_orders', { host: '127.0.0.1', port: scene.emulator.port, protocol: 'http' });
    // What must not happen: the checkout turned back, and the provider took the money all the same.
    await stripe.paymentIntents.capture(checkout.clientSecret.split('_secret_')[0] ?? '');
    await scene.rows(
      `update checkout set state = 'COMPENSATING', ends_as = 'EXPIRED', next_at = now(), leased_until = null, version = version + 1,
              failure = '{"code":"CHECKOUT_EXPIRED","message":"","field":null,"problems":[],"totalAmount":null,"cartVersion":null,"checkoutId":null}'`,
    );
    const statuses = async () => {
      const { order } = await scene.ask(ORDER_QUERY, { id: checkout.order.id }, caller);
      return [order.paymentStatus, ...order.vendorOrders.map(({ paymentStatus }) => paymentStatus)];
    };
    await scene.until(async () => (await statuses())[0] === 'REFUNDED');
    expect(await statuses()).toEqual(['REFUNDED', 'REFUNDED']);
    const { data: refunds } = await stripe.refunds.list();
    await scene.emulator.control.settleRefund({ refund: refunds[0]?.id ?? '', outcome: 'failed' });
    await scene.until(async () => (await statuses())[0] === 'PAID');
    expect(await statuses()).toEqual(['PAID', 'PAID']);
    await expectFeeTold(scene, checkout.order.id);
    for (const type of ['payment.success', 'order.refunded', 'order.refund_failed'] as const)
      expect(scene.heard(type)).toEqual([]);
  });

  it('asks in vain for a checkout that is complete', async () => {
    await using scene = await startScene();
    const { checkout } = await scene.start(oneMug(scene), caller, { paymentMethod: 'pm_card_visa' });
    const before = await endState(scene, checkout.order.id);
    await scene.ask(CHECKOUT_COMPLETE, { input: { checkoutId: checkout.id } }, caller);
    expect(await endState(scene, checkout.order.id)).toEqual(before);
  });
});
