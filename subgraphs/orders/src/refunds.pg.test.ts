import { idFromUuid, newId, requireId } from '@bazaar/ids/id';
import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { retryRefund } from './operations/retry-refund.ts';
import { listFailedRefunds } from './storage/failed-refunds.ts';
import { ORDER_CANCEL, VENDOR_ORDER_CANCEL } from './testing/documents.ts';
import { placePaidOrder, type PaidOrder } from './testing/paid-order.ts';
import { startScene, type Scene } from './testing/scene.ts';
import { SECRET_KEY } from './testing/stage.ts';

/** Cancels one part of a paid order, whose refund succeeds, and returns how the provider names it. */
async function cancelFirst(scene: Scene, { order, caller }: PaidOrder): Promise<string> {
  const input = { idempotencyKey: randomUUID(), vendorOrderId: order.vendorOrders[0]?.id };
  const { vendorOrderCancel } = await scene.ask(VENDOR_ORDER_CANCEL, { input }, caller);
  expect(vendorOrderCancel.userErrors).toEqual([]);
  return scene.until(async () => (await providerRefunds(scene, order.id))[0]);
}

async function providerRefunds(scene: Scene, orderId: string): Promise<string[]> {
  const stripe = new Stripe(SECRET_KEY, { host: '127.0.0.1', port: scene.emulator.port, protocol: 'http' });
  const { data } = await stripe.refunds.list();
  return data.filter(({ metadata }) => metadata?.['orderId'] === orderId).map(({ id }) => id);
}

/** Cancels one part; the provider makes its refund, whose answer is lost, and tells of it only when faults are cleared. */
async function loseRefund(scene: Scene, { order, caller }: PaidOrder): Promise<void> {
  const path = '/v1/refunds';
  await scene.emulator.control.failCalls({ kind: 'loseAnswer', method: 'POST', path, times: 2 });
  await scene.emulator.control.failCalls({ kind: 'error500', method: 'GET', path, times: 1_000 });
  const input = { idempotencyKey: randomUUID(), vendorOrderId: order.vendorOrders[0]?.id };
  await scene.ask(VENDOR_ORDER_CANCEL, { input }, caller);
  expect(await scene.emulator.control.countIntents()).toMatchObject({ refunds: 1 });
}

const comeBack = (scene: Scene, refund: string) => scene.emulator.control.settleRefund({ refund, outcome: 'failed' });

/** Waits until a refund of the order is shown as failed, and nothing of it is under way. */
async function failed(scene: Scene, { again }: PaidOrder, withinMs?: number): Promise<void> {
  await scene.until(async () => (await again()).refunds.some(({ status }) => status === 'FAILED'), withinMs);
  await scene.until(
    async () => (await scene.rows('select 1 from webhook_event where applied_at is null')).length === 0,
  );
}

/** Everything that must be the same however the news came: as before the refund, and once. */
async function expectReopened(scene: Scene, placed: PaidOrder): Promise<void> {
  const order = await placed.again();
  expect(order).toMatchObject({
    status: 'CONFIRMED',
    paymentStatus: 'PAID',
    refundedTotal: { amount: 0 },
    vendorOrders: [
      { status: 'CANCELLED', paymentStatus: 'PAID', refundedTotal: { amount: 0 } },
      { status: 'CONFIRMED', paymentStatus: 'PAID' },
    ],
    payments: [{ status: 'PAID', captured: { amount: order.total.amount }, refunded: { amount: 0 } }],
    refunds: [{ status: 'FAILED', reason: 'CANCELLATION' }],
  });
  const money = order.timeline.filter(({ kind }) => kind === 'PAYMENT').slice(-2);
  expect(money).toMatchObject([
    { fromStatus: 'PAID', toStatus: 'PARTIALLY_REFUNDED', actor: 'PROVIDER' },
    { fromStatus: 'PARTIALLY_REFUNDED', toStatus: 'PAID', actor: 'PROVIDER' },
  ]);
  expect(await scene.emulator.control.countIntents()).toMatchObject({ received: order.total.amount, refunded: 0 });
  await scene.until(async () => scene.heard('order.refund_failed').length > 0);
  await scene.subgraph.dispatcher.idle();
  const told = scene.subgraph.delivered.map(({ event }) => event).filter(({ type }) => type.startsWith('order.refund'));
  expect(told.map(({ type }) => type)).toEqual(['order.refunded', 'order.refund_failed']);
  const [refunded, returned] = [scene.heard('order.refunded')[0], scene.heard('order.refund_failed')[0]];
  expect(returned?.data).toEqual({
    orderId: order.id,
    vendorOrderId: refunded?.data.vendorOrderId,
    vendorId: refunded?.data.vendorId,
    refundId: refunded?.data.refundId,
    currency: 'USD',
    totalAmount: refunded?.data.totalAmount,
  });
  expect(returned?.sequence).toBeGreaterThan(refunded?.sequence ?? Infinity);
}

describe('a refund that the buyer’s bank sends back', () => {
  it.each([
    ['as it comes', []],
    ['three times', [{ action: { kind: 'duplicate' as const, copies: 3 } }]],
    ['the last news first', [{ action: { kind: 'reorder' as const, window: 3 } }]],
    ['late', [{ action: { kind: 'delay' as const, delayMs: 300 } }]],
    [
      'only as charge.refund.updated',
      [{ action: { kind: 'drop' as const }, types: ['refund.updated', 'refund.failed'] }],
    ],
  ])('reopens order, payment and part, and is told once: %s', async (_how, rules) => {
    await using scene = await startScene();
    const placed = await placePaidOrder(scene);
    const refund = await cancelFirst(scene, placed);
    await scene.emulator.control.deliveriesIdle();
    for (const rule of rules) await scene.emulator.control.addDeliveryRule(rule);
    await comeBack(scene, refund);
    await failed(scene, placed);
    await scene.emulator.control.releaseDeliveries();
    await scene.emulator.control.deliveriesIdle();
    await failed(scene, placed);
    await expectReopened(scene, placed);
  });

  it('is found though all notifications are lost', async () => {
    await using scene = await startScene({ env: { REFUND_POLL_MS: '200' } });
    await scene.emulator.control.addDeliveryRule({ action: { kind: 'drop' } });
    const placed = await placePaidOrder(scene);
    await comeBack(scene, await cancelFirst(scene, placed));
    await failed(scene, placed);
    await expectReopened(scene, placed);
  });

  it('is recorded once, however many look at the same time', async () => {
    await using scene = await startScene({ webhooks: false });
    const placed = await placePaidOrder(scene);
    await comeBack(scene, await cancelFirst(scene, placed));
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        await scene.rows('update refund set next_at = now() where next_at is not null');
        await scene.subgraph.runSweep('settle refunds');
      }),
    );
    await failed(scene, placed);
    await expectReopened(scene, placed);
  });

  it('before its success was recorded: the news that came in between is not lost', async () => {
    await using scene = await startScene();
    const placed = await placePaidOrder(scene);
    // The provider has made the refund and takes its time to say so.
    await scene.emulator.control.failCalls({
      kind: 'delayAnswer',
      method: 'POST',
      path: '/v1/refunds',
      delayMs: 3_000,
    });
    const cancelling = cancelFirst(scene, placed);
    const refund = await scene.until(async () => (await providerRefunds(scene, placed.order.id))[0]);
    await comeBack(scene, refund);
    await scene.emulator.control.deliveriesIdle();
    expect((await placed.again()).refunds).toMatchObject([{ status: 'PENDING' }]);
    await cancelling;
    await failed(scene, placed);
    expect(await scene.emulator.control.countIntents()).toMatchObject({ refunded: 0 });
    expect(await placed.again()).toMatchObject({ paymentStatus: 'PAID', refundedTotal: { amount: 0 } });
  });

  it('while the answer to asking for it was lost: the repeated question is not told what was true at first', async () => {
    await using scene = await startScene({ webhooks: false });
    const placed = await placePaidOrder(scene);
    await scene.emulator.control.failCalls({ kind: 'loseAnswer', method: 'POST', path: '/v1/refunds', times: 2 });
    await comeBack(scene, await cancelFirst(scene, placed));
    await failed(scene, placed, 15_000);
    expect(scene.heard('order.refunded')).toEqual([]);
    expect(scene.heard('order.refund_failed')).toEqual([]);
    expect(await placed.again()).toMatchObject({
      paymentStatus: 'PAID',
      payments: [{ status: 'PAID', refunded: { amount: 0 } }],
      refunds: [{ status: 'FAILED' }],
    });
  });

  it('while the answer was lost, and the provider has forgotten the key since: it is found, and not made again', async () => {
    await using scene = await startScene({ webhooks: false });
    const placed = await placePaidOrder(scene);
    await loseRefund(scene, placed);
    await scene.emulator.control.advanceClock({ byMs: 25 * 3_600_000 });
    await scene.emulator.control.clearFaults();
    await scene.rows('update refund set next_at = now()');
    await scene.until(async () => (await placed.again()).refunds[0]?.status === 'SUCCEEDED');
    const { refunds, refunded } = await scene.emulator.control.countIntents();
    expect({ refunds, refunded }).toEqual({
      refunds: 1,
      refunded: (await placed.again()).vendorOrders[0]?.refundedTotal.amount,
    });
  });

  it('before the database was set back for more than a day: it is found, and not made again', async () => {
    await using scene = await startScene({ webhooks: false });
    const placed = await placePaidOrder(scene);
    await loseRefund(scene, placed);
    await scene.emulator.control.advanceClock({ byMs: 25 * 3_600_000 });
    await scene.rows(`update refund set attempts = 0, next_at = now(), created_at = now() - interval '25 hours'`);
    await scene.emulator.control.clearFaults();
    await scene.until(async () => (await placed.again()).refunds[0]?.status === 'SUCCEEDED');
    expect(await scene.emulator.control.countIntents()).toMatchObject({ refunds: 1 });
  });

  it('leaves what else was refunded as it is', async () => {
    await using scene = await startScene();
    const placed = await placePaidOrder(scene);
    const input = { idempotencyKey: randomUUID(), orderId: placed.order.id };
    await scene.ask(ORDER_CANCEL, { input }, placed.caller);
    const refunds = await scene.until(async () => {
      const found = await providerRefunds(scene, placed.order.id);
      return found.length === 2 && (await placed.again()).paymentStatus === 'REFUNDED' && found;
    });
    await comeBack(scene, refunds[0] ?? '');
    await failed(scene, placed);
    const order = await placed.again();
    const [kept] = order.refunds.filter(({ status }) => status === 'SUCCEEDED');
    expect(order).toMatchObject({
      status: 'CANCELLED',
      paymentStatus: 'PARTIALLY_REFUNDED',
      refundedTotal: kept?.amount,
      payments: [{ status: 'PARTIALLY_REFUNDED', refunded: kept?.amount }],
    });
    expect(order.vendorOrders.map(({ paymentStatus }) => paymentStatus).toSorted()).toEqual(['PAID', 'REFUNDED']);
    expect((await scene.emulator.control.countIntents()).refunded).toBe(kept?.amount.amount);
  });

  it('is not looked for any more after five weeks', async () => {
    await using scene = await startScene({ webhooks: false });
    const placed = await placePaidOrder(scene);
    await cancelFirst(scene, placed);
    await scene.until(async () => (await placed.again()).refunds[0]?.status === 'SUCCEEDED');
    const due = `update refund set next_at = now(), settled_at = settled_at - $1 * interval '1 day'`;
    const next = async () => (await scene.rows('select next_at > now() as later from refund'))[0]?.['later'];
    await scene.rows(due, 34);
    await scene.until(async () => (await next()) === true);
    await scene.rows(due, 1);
    await scene.until(async () => (await next()) === null);
    expect((await placed.again()).refunds).toMatchObject([{ status: 'SUCCEEDED' }]);
  });
});

describe('a refund that is pending', () => {
  it('is told when it succeeds', async () => {
    await using scene = await startScene();
    const placed = await placePaidOrder(scene, undefined, undefined, 'pm_card_pendingRefund');
    const refund = await cancelFirst(scene, placed);
    expect((await placed.again()).refunds).toMatchObject([{ status: 'PENDING' }]);
    expect(scene.heard('order.refunded')).toEqual([]);
    await scene.emulator.control.settleRefund({ refund, outcome: 'succeeded' });
    await scene.until(async () => (await placed.again()).refunds[0]?.status === 'SUCCEEDED');
    await scene.until(async () => scene.heard('order.refunded').length === 1);
  });

  it('gives its promise back when it fails', async () => {
    await using scene = await startScene();
    const placed = await placePaidOrder(scene, undefined, undefined, 'pm_card_pendingRefund');
    await comeBack(scene, await cancelFirst(scene, placed));
    await failed(scene, placed);
    expect(await placed.again()).toMatchObject({ paymentStatus: 'PAID', payments: [{ refunded: { amount: 0 } }] });
    expect(scene.heard('order.refunded')).toEqual([]);
  });
});

describe('a refund that the provider refuses', () => {
  const stripeOf = (scene: Scene) =>
    new Stripe(SECRET_KEY, { host: '127.0.0.1', port: scene.emulator.port, protocol: 'http' });

  it.each([
    ['because the whole payment went back by another way', undefined, 'charge_already_refunded'],
    ['because less is left of the payment', 5_000, 'StripeInvalidRequestError'],
  ])('%s: fails, is shown to operators, and is not asked for again', async (_why, amount, reason) => {
    await using scene = await startScene({ webhooks: false });
    const placed = await placePaidOrder(scene);
    const intent = (await stripeOf(scene).paymentIntents.list()).data[0];
    await stripeOf(scene).refunds.create({ payment_intent: intent?.id ?? '', ...(amount && { amount }) });
    const input = { idempotencyKey: randomUUID(), vendorOrderId: placed.order.vendorOrders[0]?.id };
    await scene.ask(VENDOR_ORDER_CANCEL, { input }, placed.caller);
    await failed(scene, placed);
    expect(await placed.again()).toMatchObject({
      paymentStatus: 'PAID',
      refundedTotal: { amount: 0 },
      vendorOrders: [{ status: 'CANCELLED', paymentStatus: 'PAID' }, { status: 'CONFIRMED' }],
      payments: [{ status: 'PAID', refunded: { amount: 0 } }],
      refunds: [{ status: 'FAILED' }],
    });
    expect(await scene.rows('select next_at, provider_refund_id from refund')).toEqual([
      { next_at: null, provider_refund_id: null },
    ]);
    const { reader, inTransaction } = scene.subgraph.database;
    const [owed] = await listFailedRefunds(reader, 10);
    expect(owed).toMatchObject({ orderId: placed.order.id, errorMessage: reason });
    const again = await retryRefund({ inTransaction, now: () => new Date() }, owed?.id ?? newId('rfd'));
    await scene.until(async () => (await listFailedRefunds(reader, 10))[0]?.id === again?.id);
    expect(scene.heard('order.refunded')).toEqual([]);
  });

  it('to tell about has not failed: it is asked about again', async () => {
    await using scene = await startScene({ webhooks: false });
    const placed = await placePaidOrder(scene, undefined, undefined, 'pm_card_pendingRefund');
    const refund = await cancelFirst(scene, placed);
    await scene.until(async () => (await scene.rows('select 1 from refund where provider_refund_id is not null'))[0]);
    await scene.rows(`update refund set provider_refund_id = 're_unknown', attempts = 0, next_at = now()`);
    // The second attempt begins when the first one has been dealt with.
    await scene.until(async () => (await scene.rows('select 1 from refund where attempts >= 2'))[0]);
    expect((await placed.again()).refunds).toMatchObject([{ status: 'PENDING' }]);
    await scene.emulator.control.settleRefund({ refund, outcome: 'succeeded' });
    await scene.rows('update refund set provider_refund_id = $1, next_at = now()', refund);
    await scene.until(async () => (await placed.again()).refunds[0]?.status === 'SUCCEEDED');
  });
});

describe('operators', () => {
  it('find refunds that failed, and try again: once per failure, however many do', async () => {
    await using scene = await startScene();
    const { reader, inTransaction } = scene.subgraph.database;
    const retry = (id: string) => retryRefund({ inTransaction, now: () => new Date() }, requireId('rfd', id));
    const placed = await placePaidOrder(scene);
    await comeBack(scene, await cancelFirst(scene, placed));
    await failed(scene, placed);

    const owed = await listFailedRefunds(reader, 10);
    expect(owed).toMatchObject([
      { orderId: placed.order.id, status: 'FAILED', errorMessage: 'lost_or_stolen_card', failedAt: expect.any(Date) },
    ]);
    const first = owed[0]?.id ?? '';
    const tries = await Promise.all(Array.from({ length: 6 }, () => retry(first)));
    expect(tries.filter((again) => again !== null)).toHaveLength(1);
    expect(await listFailedRefunds(reader, 10)).toEqual([]);
    await scene.until(async () => (await placed.again()).paymentStatus === 'PARTIALLY_REFUNDED');
    expect((await placed.again()).refunds).toMatchObject([{ status: 'FAILED' }, { status: 'SUCCEEDED' }]);

    // It comes back again, and is shown again.
    const [latest = ''] = await providerRefunds(scene, placed.order.id);
    await comeBack(scene, latest);
    await scene.until(async () => (await listFailedRefunds(reader, 10)).length === 1);
    const [second] = await listFailedRefunds(reader, 10);
    expect(second?.retryOf).toBe(first);
    expect(await retry(first)).toBeNull();
    expect(await retry(second?.id ?? '')).toMatchObject({ status: 'PENDING' });
    expect(await retry(newId('rfd'))).toBeNull();
    await scene.until(async () => (await placed.again()).refunds[2]?.status === 'SUCCEEDED');
    const sums = await scene.rows(
      `select (select sum(total_amount) from refund where status = 'SUCCEEDED')::int as refunds, refunded_amount::int as payment from payment`,
    );
    expect(sums).toEqual([{ refunds: sums[0]?.['payment'], payment: sums[0]?.['payment'] }]);
  });

  it('cannot try again what succeeded or is under way', async () => {
    await using scene = await startScene();
    const { inTransaction } = scene.subgraph.database;
    const placed = await placePaidOrder(scene, undefined, undefined, 'pm_card_pendingRefund');
    const refund = await cancelFirst(scene, placed);
    const [row] = await scene.rows('select id from refund');
    const id = idFromUuid('rfd', String(row?.['id']));
    const retry = () => retryRefund({ inTransaction, now: () => new Date() }, id);
    expect(await retry()).toBeNull();
    await scene.emulator.control.settleRefund({ refund, outcome: 'succeeded' });
    await scene.until(async () => (await placed.again()).refunds[0]?.status === 'SUCCEEDED');
    expect(await retry()).toBeNull();
  });
});
