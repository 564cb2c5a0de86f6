import { newId } from '@bazaar/ids/id';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  ORDER_CANCEL,
  SET_STATUS,
  SHIPMENT_CREATE,
  SHIPMENT_DELIVERED,
  SHIPMENT_TRACK,
  START_PROCESSING,
  VENDOR_ORDER_CANCEL,
} from './testing/documents.ts';
import { placePaidOrder } from './testing/paid-order.ts';
import { buyer, member, staff, startScene, type Scene } from './testing/scene.ts';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { Answer } from './testing/answer.ts';

async function ship(
  scene: Scene,
  vendorOrderId: string,
  caller: CallerClaims,
  more: Record<string, unknown> = {},
): Promise<Answer['shipmentCreate']> {
  const input = { idempotencyKey: randomUUID(), vendorOrderId, carrier: 'Post', trackingNumber: 'T1', ...more };
  return (await scene.ask(SHIPMENT_CREATE, { input }, caller)).shipmentCreate;
}

async function cancel(
  scene: Scene,
  orderId: string,
  caller: CallerClaims | null,
  more: Record<string, unknown> = {},
): Promise<Answer['orderCancel']> {
  const input = { idempotencyKey: randomUUID(), orderId, ...more };
  return (await scene.ask(ORDER_CANCEL, { input }, caller)).orderCancel;
}

async function cancelPart(
  scene: Scene,
  vendorOrderId: string,
  caller: CallerClaims | null,
  more: Record<string, unknown> = {},
): Promise<Answer['vendorOrderCancel']> {
  const input = { idempotencyKey: randomUUID(), vendorOrderId, ...more };
  return (await scene.ask(VENDOR_ORDER_CANCEL, { input }, caller)).vendorOrderCancel;
}

describe('parcels', () => {
  it('may carry a part each, and never more than was ordered', async () => {
    await using scene = await startScene();
    const { order, vendorIds, again } = await placePaidOrder(scene);
    const [, maps] = order.vendorOrders;
    const vendor = member(vendorIds[1] ?? '', 'FULFILMENT');
    const line = maps?.lines[0]?.id ?? '';
    const first = await ship(scene, maps?.id ?? '', vendor, { lines: [{ orderLineId: line, quantity: 2 }] });
    expect(first).toMatchObject({
      vendorOrder: { status: 'PROCESSING', lines: [{ shippedQuantity: 2 }] },
      userErrors: [],
    });
    const tooMany = await ship(scene, maps?.id ?? '', vendor, { lines: [{ orderLineId: line, quantity: 2 }] });
    expect(tooMany.userErrors).toMatchObject([{ code: 'QUANTITY_INVALID', field: ['lines', '0', 'quantity'] }]);
    const foreign = await ship(scene, maps?.id ?? '', vendor, {
      lines: [{ orderLineId: order.vendorOrders[0]?.lines[0]?.id, quantity: 1 }],
    });
    expect(foreign.userErrors).toMatchObject([{ code: 'ORDER_LINE_NOT_FOUND', field: ['lines', '0', 'orderLineId'] }]);

    // Twenty at once for the last unit.
    const race = await Promise.all(
      Array.from({ length: 20 }, () =>
        ship(scene, maps?.id ?? '', vendor, { lines: [{ orderLineId: line, quantity: 1 }] }),
      ),
    );
    expect(race.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(await again()).toMatchObject({
      status: 'PROCESSING',
      vendorOrders: [{ status: 'CONFIRMED' }, { status: 'SHIPPED', lines: [{ shippedQuantity: 3 }] }],
    });
    await scene.until(async () => scene.heard('order.shipped').length === 2);
    expect(scene.heard('order.shipped').map(({ data }) => data.lines[0]?.quantity)).toEqual([2, 1]);
    expect(scene.heard('order.shipped')[0]?.data.reservationId.slice(4)).toBe(order.id.slice(4));
  });

  it('are sent once per key', async () => {
    await using scene = await startScene();
    const { order, vendorIds } = await placePaidOrder(scene);
    const vendor = member(vendorIds[0] ?? '');
    const idempotencyKey = randomUUID();
    const id = order.vendorOrders[0]?.id ?? '';
    const both = await Promise.all([
      ship(scene, id, vendor, { idempotencyKey }),
      ship(scene, id, vendor, { idempotencyKey }),
    ]);
    expect(new Set(both.map(({ shipment }) => shipment.id)).size).toBe(1);
    const other = await ship(scene, id, vendor, { idempotencyKey, carrier: 'Other' });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  it('are tracked until they arrive', async () => {
    await using scene = await startScene();
    const { order, vendorIds, again } = await placePaidOrder(scene);
    const vendor = member(vendorIds[0] ?? '');
    const { shipment } = await ship(scene, order.vendorOrders[0]?.id ?? '', vendor);
    const track = async (input: Record<string, unknown>) =>
      (await scene.ask(SHIPMENT_TRACK, { input: { shipmentId: shipment.id, ...input } }, vendor))
        .shipmentAddTrackingEvent;
    expect(await track({ status: 'IN_TRANSIT', location: 'Utrecht', description: 'Sorted' })).toMatchObject({
      shipment: { status: 'IN_TRANSIT', trackingEvents: [{ status: 'SHIPPED' }, { location: 'Utrecht' }] },
      vendorOrder: { status: 'SHIPPED' },
      userErrors: [],
    });
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    expect((await track({ status: 'IN_TRANSIT', occurredAt: ahead })).userErrors).toMatchObject([
      { code: 'TIME_INVALID', field: ['occurredAt'] },
    ]);
    expect(await track({ status: 'DELIVERED' })).toMatchObject({
      vendorOrder: { status: 'DELIVERED' },
      userErrors: [],
    });
    expect((await track({ status: 'IN_TRANSIT' })).userErrors).toMatchObject([{ code: 'SHIPMENT_DELIVERED' }]);
    expect(await again()).toMatchObject({ status: 'PROCESSING', vendorOrders: [{ status: 'DELIVERED' }, {}] });
  });

  it('of other vendors read as not there', async () => {
    await using scene = await startScene();
    const { order, vendorIds, caller } = await placePaidOrder(scene);
    const id = order.vendorOrders[0]?.id ?? '';
    for (const nobody of [
      caller,
      buyer(),
      member(newId('vnd')),
      member(vendorIds[1] ?? ''),
      member(vendorIds[0] ?? '', 'FINANCE'),
    ])
      expect(await ship(scene, id, nobody)).toMatchObject({
        shipment: null,
        userErrors: [{ code: 'VENDOR_ORDER_NOT_FOUND', field: ['vendorOrderId'] }],
      });
    const { shipment } = await ship(scene, id, member(vendorIds[0] ?? ''));
    const input = { shipmentId: shipment.id };
    expect(
      (await scene.ask(SHIPMENT_DELIVERED, { input }, member(vendorIds[1] ?? ''))).shipmentMarkDelivered,
    ).toMatchObject({
      shipment: null,
      userErrors: [{ code: 'SHIPMENT_NOT_FOUND', field: ['shipmentId'] }],
    });
    expect((await scene.subgraph.ask(SHIPMENT_DELIVERED, { input }, null)).errors?.[0]?.extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});

describe('cancelling', () => {
  it('one part refunds it alone, with its commission, and the rest goes on', async () => {
    await using scene = await startScene();
    const { order, vendorIds, caller, again } = await placePaidOrder(scene);
    const [mugs, maps] = order.vendorOrders;
    const cancelled = await cancelPart(scene, mugs?.id ?? '', caller, { reason: 'Changed my mind' });
    expect(cancelled).toMatchObject({
      vendorOrder: { status: 'CANCELLED', paymentStatus: 'REFUNDED' },
      userErrors: [],
    });
    const total = mugs?.total.amount ?? 0;
    const after = await again();
    expect(after).toMatchObject({
      status: 'CONFIRMED',
      paymentStatus: 'PARTIALLY_REFUNDED',
      refundedTotal: { amount: total },
      refunds: [{ status: 'SUCCEEDED', amount: { amount: total }, vendorOrderId: mugs?.id }],
      payments: [{ status: 'PARTIALLY_REFUNDED', refunded: { amount: total } }],
    });
    expect(after.timeline).toContainEqual(
      expect.objectContaining({ actor: 'BUYER', toStatus: 'CANCELLED', note: 'Changed my mind' }),
    );
    expect(await scene.emulator.control.countIntents()).toMatchObject({ refunded: total, refunds: 1 });
    expect((await ship(scene, mugs?.id ?? '', member(vendorIds[0] ?? ''))).userErrors).toMatchObject([
      { code: 'ORDER_NOT_SHIPPABLE' },
    ]);
    expect((await ship(scene, maps?.id ?? '', member(vendorIds[1] ?? ''))).userErrors).toEqual([]);

    await scene.until(async () => scene.heard('order.refunded').length === 1);
    const [refunded] = scene.heard('order.refunded');
    expect(refunded?.data).toMatchObject({
      goodsAmount: 4_000,
      shippingAmount: 525,
      taxAmount: 225,
      totalAmount: 4_750,
      commissionAmount: 400,
    });
    expect(scene.heard('order.cancelled')[0]?.data).toMatchObject({
      vendorOrderId: mugs?.id,
      lines: [{ quantity: 2 }],
    });
  });

  it('the whole order refunds every part', async () => {
    await using scene = await startScene();
    const { order, caller } = await placePaidOrder(scene);
    expect(await cancel(scene, order.id, caller)).toMatchObject({
      order: { status: 'CANCELLED', paymentStatus: 'REFUNDED', refundedTotal: { amount: order.total.amount } },
      userErrors: [],
    });
    expect((await cancel(scene, order.id, caller)).userErrors).toMatchObject([{ code: 'ORDER_CANCELLED' }]);
  });

  it('is allowed to the vendor for its own part, with its name in the timeline', async () => {
    await using scene = await startScene();
    const { order, vendorIds, again } = await placePaidOrder(scene);
    const [mugs, maps] = order.vendorOrders;
    const vendor = member(vendorIds[0] ?? '', 'MANAGER');
    expect((await cancelPart(scene, maps?.id ?? '', vendor)).userErrors).toMatchObject([
      { code: 'VENDOR_ORDER_NOT_FOUND' },
    ]);
    expect((await cancelPart(scene, mugs?.id ?? '', vendor)).userErrors).toEqual([]);
    const begun = await scene.ask(START_PROCESSING, { input: { vendorOrderId: mugs?.id } }, vendor);
    expect(begun.vendorOrderStartProcessing.userErrors).toMatchObject([
      { code: 'STATUS_CHANGE_NOT_ALLOWED', field: ['vendorOrderId'] },
    ]);
    expect((await again()).timeline).toContainEqual(
      expect.objectContaining({ actor: 'VENDOR', toStatus: 'CANCELLED', vendorOrderId: mugs?.id }),
    );
  });

  it('is over once a vendor has begun', async () => {
    await using scene = await startScene();
    const { order, vendorIds, caller } = await placePaidOrder(scene);
    const vendorOrderId = order.vendorOrders[0]?.id;
    const begun = await scene.ask(START_PROCESSING, { input: { vendorOrderId } }, member(vendorIds[0] ?? ''));
    expect(begun.vendorOrderStartProcessing).toMatchObject({ vendorOrder: { status: 'PROCESSING' }, userErrors: [] });
    expect((await cancel(scene, order.id, caller)).userErrors).toMatchObject([
      { code: 'ORDER_NOT_CANCELLABLE', field: ['orderId'] },
    ]);
    expect(await scene.emulator.control.countIntents()).toMatchObject({ refunded: 0 });
  });

  it('reads as not found for strangers, and works for a guest with the token', async () => {
    await using scene = await startScene();
    const cart = scene.neighbours.addCart([
      { vendorId: newId('vnd'), offerId: newId('off'), quantity: 1, unitAmount: 100 },
    ]);
    const { checkout } = await scene.start(cart, null, { paymentMethod: 'pm_card_visa' });
    for (const caller of [null, buyer()])
      expect(await cancel(scene, checkout.order.id, caller)).toMatchObject({
        order: null,
        userErrors: [{ code: 'ORDER_NOT_FOUND', field: ['orderId'] }],
      });
    const mine = await cancel(scene, checkout.order.id, null, { accessToken: checkout.accessToken });
    expect(mine).toMatchObject({ order: { status: 'CANCELLED' }, userErrors: [] });
  });

  it('an order that awaits its payment gives up the checkout', async () => {
    await using scene = await startScene();
    const caller = buyer();
    const cart = scene.neighbours.addCart(
      [{ vendorId: newId('vnd'), offerId: newId('off'), quantity: 1, unitAmount: 100 }],
      { buyerId: caller.sub },
    );
    const { checkout } = await scene.start(cart, caller);
    expect(await cancel(scene, checkout.order.id, caller)).toMatchObject({
      order: { status: 'CANCELLED', paymentStatus: 'FAILED' },
      userErrors: [],
    });
    expect(cart.frozenBy).toBeNull();
  });

  it('and shipping race: exactly one wins', async () => {
    await using scene = await startScene();
    for (let round = 0; round < 8; round++) {
      const { order, vendorIds, caller, again } = await placePaidOrder(scene, [
        { vendorId: newId('vnd'), offerId: newId('off'), quantity: 1, unitAmount: 1_000 },
      ]);
      const part = order.vendorOrders[0]?.id ?? '';
      const [cancelled, shipped] = await Promise.all([
        cancelPart(scene, part, caller),
        ship(scene, part, member(vendorIds[0] ?? '')),
      ]);
      const wins = [cancelled, shipped].filter(({ userErrors }) => userErrors.length === 0);
      expect(wins).toHaveLength(1);
      const { status, refundedTotal } = await again();
      expect([status, refundedTotal.amount]).toEqual(
        cancelled.userErrors.length === 0 ? ['CANCELLED', order.total.amount] : ['SHIPPED', 0],
      );
    }
  });

  it('twenty times at once, by everybody who may: one refund', async () => {
    await using scene = await startScene();
    const { order, vendorIds, caller, again } = await placePaidOrder(scene, [
      { vendorId: newId('vnd'), offerId: newId('off'), quantity: 1, unitAmount: 1_000 },
    ]);
    const part = order.vendorOrders[0]?.id ?? '';
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 3 === 0
          ? cancel(scene, order.id, caller)
          : cancelPart(scene, part, index % 3 === 1 ? caller : member(vendorIds[0] ?? '')),
      ),
    );
    expect(outcomes.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(await again()).toMatchObject({ paymentStatus: 'REFUNDED', refundedTotal: { amount: order.total.amount } });
    expect(await scene.emulator.control.countIntents()).toMatchObject({ refunds: 1, refunded: order.total.amount });
  });

  it.each(['loseAnswer', 'error500AfterEffect', 'error500', 'cut'] as const)(
    'refunds once though the provider’s answer is lost (%s)',
    async (kind) => {
      await using scene = await startScene();
      const { order, caller, again } = await placePaidOrder(scene);
      await scene.emulator.control.failCalls({ kind, method: 'POST', path: '/v1/refunds', times: 2 });
      expect((await cancel(scene, order.id, caller)).userErrors).toEqual([]);
      await scene.until(async () => (await again()).paymentStatus === 'REFUNDED', 15_000);
      expect(await scene.emulator.control.countIntents()).toMatchObject({ refunds: 2, refunded: order.total.amount });
    },
  );

  it('the same key answers the same', async () => {
    await using scene = await startScene();
    const { order, caller } = await placePaidOrder(scene);
    const idempotencyKey = randomUUID();
    const first = await cancel(scene, order.id, caller, { idempotencyKey });
    const second = await cancel(scene, order.id, caller, { idempotencyKey });
    expect([first.userErrors, second.userErrors]).toEqual([[], []]);
    expect((await cancel(scene, order.id, caller, { idempotencyKey, reason: 'x' })).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ]);
  });
});

describe('status by hand', () => {
  it('goes along legal steps only, with actor and note, and for administrators only', async () => {
    await using scene = await startScene();
    const { order, caller } = await placePaidOrder(scene);
    const vendorOrderId = order.vendorOrders[0]?.id;
    const set = async (status: string, reason = 'By phone') =>
      (await scene.ask(SET_STATUS, { input: { vendorOrderId, status, reason } }, staff())).vendorOrderSetStatus;
    expect((await set('DELIVERED')).userErrors).toMatchObject([
      { code: 'STATUS_CHANGE_NOT_ALLOWED', field: ['status'] },
    ]);
    expect((await set('CANCELLED')).userErrors).toMatchObject([{ code: 'STATUS_CHANGE_NOT_ALLOWED' }]);
    expect((await set('PROCESSING', ' ')).userErrors).toMatchObject([{ code: 'REASON_INVALID', field: ['reason'] }]);
    const moved = await set('PROCESSING');
    expect(moved.vendorOrder.timeline.at(-1)).toMatchObject({
      toStatus: 'PROCESSING',
      actor: 'STAFF',
      note: 'By phone',
    });
    const refused = await scene.subgraph.ask(
      SET_STATUS,
      { input: { vendorOrderId, status: 'PROCESSING', reason: 'x' } },
      caller,
    );
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});
