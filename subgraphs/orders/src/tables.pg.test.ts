import { compareEntitiesWithDatabase } from '@bazaar/postgres/compare-entities';
import { newId } from '@bazaar/ids/id';
import { describe, expect, it } from 'vitest';
import { ALL_TABLES } from './storage/tables/all-tables.ts';
import { placePaidOrder } from './testing/paid-order.ts';
import { startScene } from './testing/scene.ts';

describe('the tables', () => {
  it('have the columns that the entities name', async () => {
    await using scene = await startScene({ webhooks: false });
    expect(await compareEntitiesWithDatabase(scene.subgraph.database, ALL_TABLES)).toEqual([]);
  });

  it.each([
    [
      'a part that does not sum to its order',
      'update vendor_order set total_amount = total_amount + 1, shipping_amount = shipping_amount + 1',
      'order_sums',
    ],
    ['a line that does not sum to its part', 'update order_line set goods_amount = goods_amount + 1', 'order_sums'],
    ['refunds of parts that the order does not know', 'update vendor_order set refunded_amount = 1', 'order_sums'],
    ['a total that is no sum', 'update order_ set total_amount = total_amount + 1', 'order_total'],
    ['more shipped than ordered', 'update order_line set shipped_quantity = quantity + 1', 'order_line_shipped'],
    ['more captured than authorised', 'update payment set captured_amount = amount + 1', 'payment_captures'],
    ['more refunded than captured', 'update payment set refunded_amount = captured_amount + 1', 'payment_refunds'],
    [
      'a second payment that succeeded',
      `insert into payment (id, order_id, provider, status, currency, amount) select gen_random_uuid(), order_id, 'other', 'PAID', currency, amount from payment`,
      'payment_succeeded_once',
    ],
  ])('refuse %s', async (_what, sql, constraint) => {
    await using scene = await startScene({ webhooks: false });
    await placePaidOrder(scene, [{ vendorId: newId('vnd'), offerId: newId('off'), quantity: 1, unitAmount: 1_000 }]);
    await expect(scene.rows(sql)).rejects.toMatchObject({ constraint });
  });
});
