import { idToUuid, newId, requireId } from '@bazaar/ids/id';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CHECKOUT_START, SHIPMENT_CREATE } from './testing/documents.ts';
import { placePaidOrder } from './testing/paid-order.ts';
import { buyer, inputFor, member, startScene, type Scene } from './testing/scene.ts';
import type { TestCart } from './testing/neighbours.ts';

function oneMug(scene: Scene, buyerId?: string): TestCart {
  const want = { vendorId: newId('vnd'), offerId: newId('off'), quantity: 1, unitAmount: 2_000 };
  return scene.neighbours.addCart([want], buyerId === undefined ? {} : { buyerId });
}

describe('checkouts', () => {
  async function start(
    scene: Scene,
    input: Record<string, unknown>,
    { address, caller = null }: { address?: string; caller?: ReturnType<typeof buyer> | null },
  ): Promise<{ id?: string; code?: unknown }> {
    const { data, errors } = await scene.subgraph.ask(CHECKOUT_START, { input }, caller, address);
    if (errors) return { code: errors[0]?.extensions?.['code'] };
    const { checkout, userErrors } = (
      data as { checkoutStart: { checkout: { id: string } | null; userErrors: { code: string }[] } }
    ).checkoutStart;
    return { ...(checkout && { id: checkout.id }), ...(userErrors[0] && { code: userErrors[0].code }) };
  }

  it('of guests at one address are refused after 120 an hour; a key that started one is answered all the same', async () => {
    await using scene = await startScene({ webhooks: false });
    const address = '203.0.113.1';
    const known = inputFor(oneMug(scene), null);
    const first = await start(scene, known, { address });
    const unknownCart = (): Record<string, unknown> => ({
      ...known,
      cartId: 'nobody has it',
      idempotencyKey: randomUUID(),
    });
    const outcomes = await Promise.all(Array.from({ length: 125 }, () => start(scene, unknownCart(), { address })));
    expect(outcomes.filter(({ code }) => code === 'CART_NOT_FOUND')).toHaveLength(119);
    expect(outcomes.filter(({ code }) => code === 'RATE_LIMITED')).toHaveLength(6);

    expect(await start(scene, known, { address })).toEqual(first);
    expect(await start(scene, inputFor(oneMug(scene), null), { address })).toEqual({ code: 'RATE_LIMITED' });
    const elsewhere = await start(scene, inputFor(oneMug(scene), null), { address: '203.0.113.2' });
    expect(elsewhere).toEqual({ id: expect.stringMatching(/^chk_/) });
    const caller = buyer();
    const users = await start(scene, inputFor(oneMug(scene, caller.sub), caller), { address, caller });
    expect(users).toEqual({ id: expect.stringMatching(/^chk_/) });
  });

  it('of one user are refused after 300 an hour', async () => {
    await using scene = await startScene({ webhooks: false });
    const caller = buyer();
    const given = inputFor(oneMug(scene, caller.sub), caller);
    for (let round = 0; round < 10; round++) {
      const outcomes = await Promise.all(
        Array.from({ length: 30 }, () =>
          start(scene, { ...given, cartId: 'nobody has it', idempotencyKey: randomUUID() }, { caller }),
        ),
      );
      expect(outcomes.filter(({ code }) => code !== 'CART_NOT_FOUND')).toEqual([]);
    }
    expect(await start(scene, given, { caller })).toEqual({ code: 'RATE_LIMITED' });
  });

  it.each([
    ['CART_NOT_FOUND', 'cartId', { cartId: `crt_${'x'.repeat(10_000)}` }],
    ['URL_INVALID', 'returnUrl', { returnUrl: `https://shop.example/${'x'.repeat(2_000)}` }],
  ])('keep nothing of an input that is too long: %s', async (code, field, change) => {
    await using scene = await startScene({ webhooks: false });
    const outcome = await scene.start(oneMug(scene), null, change);
    expect(outcome).toMatchObject({ checkout: null, userErrors: [{ code, field: [field] }] });
    expect(await scene.rows('select 1 from checkout')).toEqual([]);
  });

  it('that came to nothing are forgotten after a week, and no others', async () => {
    await using scene = await startScene({ webhooks: false });
    const { checkout: failed } = await scene.start(oneMug(scene), null, { expectedVersion: 99 });
    expect(failed.status).toBe('FAILED');
    const { checkout: recent } = await scene.start(oneMug(scene), null, { expectedVersion: 99 });
    const { checkout: open } = await scene.start(oneMug(scene), null);
    const { checkout: refused } = await scene.start(oneMug(scene), null, { paymentMethod: 'pm_nobody_has_this' });
    expect(refused.order.status).toBe('CANCELLED');
    const aged = [failed, open, refused].map(({ id }) => idToUuid(requireId('chk', id)));
    await scene.rows(`update checkout set created_at = now() - interval '8 days' where id = any($1)`, aged);
    expect(await scene.subgraph.runSweep('forget checkouts')).toBe(1);
    const left = (await scene.rows('select id from checkout')).map(({ id }) => String(id));
    expect(left.toSorted()).toEqual([recent, open, refused].map(({ id }) => idToUuid(requireId('chk', id))).toSorted());
  });
});

describe('parcels', () => {
  it('of one part are at most 250, and the last one takes everything that is open', async () => {
    await using scene = await startScene();
    const vendorId = newId('vnd');
    const want = { vendorId, offerId: newId('off'), quantity: 90, unitAmount: 100 };
    const { order, again } = await placePaidOrder(scene, [want]);
    const [part] = order.vendorOrders;
    const ship = async (quantity: number) => {
      const lines = [{ orderLineId: part?.lines[0]?.id, quantity }];
      const input = {
        idempotencyKey: randomUUID(),
        vendorOrderId: part?.id,
        carrier: 'Post',
        trackingNumber: '1',
        lines,
      };
      return (await scene.ask(SHIPMENT_CREATE, { input }, member(vendorId, 'FULFILMENT'))).shipmentCreate.userErrors;
    };
    await scene.rows(
      `insert into shipment (id, vendor_order_id, carrier, tracking_number, status, shipped_at)
       select gen_random_uuid(), $1, 'Post', n::text, 'SHIPPED', now() from generate_series(1, 247) n`,
      idToUuid(requireId('vor', part?.id ?? '')),
    );
    const race = await Promise.all(Array.from({ length: 10 }, () => ship(1)));
    expect(race.filter((errors) => errors.length === 0)).toHaveLength(2);
    expect(await ship(1)).toMatchObject([{ code: 'SHIPMENT_LIMIT_REACHED', field: ['lines'] }]);
    expect((await again()).vendorOrders[0]).toMatchObject({ status: 'PROCESSING', lines: [{ shippedQuantity: 2 }] });
    expect(await ship(88)).toEqual([]);
    expect((await again()).vendorOrders[0]).toMatchObject({ status: 'SHIPPED', lines: [{ shippedQuantity: 90 }] });
    expect(await scene.rows('select count(*)::int as n from shipment')).toEqual([{ n: 250 }]);
  });
});
