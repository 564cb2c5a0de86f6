import { query } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import type { Control } from '@bazaar/stripe-emulator/control/control';
import { expect } from 'vitest';

type ReaderOf = (name: SubgraphName) => Reader;

/**
 * Asserts what must hold in a market at rest, whatever happened in it: stock is conserved and nowhere negative, nothing is held for anybody,
 * every account of the ledger balances, and orders, payments, ledger and provider tell the same sums.
 */
export async function expectBooksToAgree(readerOf: ReaderOf, stripe: Control): Promise<void> {
  const [catalog, orders, vendors] = [readerOf('catalog'), readerOf('orders'), readerOf('vendors')];

  // Every level is the sum of its movements.
  expect(
    await query(
      catalog,
      `select l.offer_id from stock_level l
         left join (select offer_id, warehouse_id, sum(on_hand_change) as on_hand, sum(reserved_change) as reserved,
                           sum(allocated_change) as allocated
                      from stock_movement group by 1, 2) m using (offer_id, warehouse_id)
        where (l.on_hand, l.reserved, l.allocated)
              is distinct from (coalesce(m.on_hand, 0), coalesce(m.reserved, 0), coalesce(m.allocated, 0))
           or l.available < 0 or l.reserved <> 0`,
    ),
    'stock is not the sum of its movements, or is still reserved',
  ).toEqual([]);

  // What is paid for and not shipped is allocated, and nothing else is.
  const open = await query<{ offerId: string; open: number }>(
    orders,
    `select l.offer_id as "offerId", sum(l.quantity - l.shipped_quantity)::int as open
       from order_line l join vendor_order v on v.id = l.vendor_order_id
      where v.confirmed_at is not null and v.status <> 'CANCELLED' and not l.digital
      group by 1 having sum(l.quantity - l.shipped_quantity) > 0 order by 1`,
  );
  const allocated = await query<{ offerId: string; open: number }>(
    catalog,
    `select offer_id as "offerId", sum(allocated)::int as open from stock_level group by 1 having sum(allocated) > 0 order by 1`,
  );
  expect(allocated, 'allocated stock is not what orders still have to send').toEqual(open);

  // The ledger sums to zero, and holds what the buyers paid.
  const sums = await query<{ currency: string; total: number; entries: number }>(
    vendors,
    `select a.currency, sum(e.amount)::float as total, count(*)::int as entries
       from ledger_entry e join ledger_account a on a.id = e.account_id group by 1`,
  );
  for (const { currency, total } of sums) expect(total, `the ${currency} accounts do not sum to zero`).toBe(0);

  const [paid] = await query<{ captured: number; refunded: number; fees: number }>(
    orders,
    `select coalesce(sum(captured_amount), 0)::float as captured,
            coalesce((select sum(total_amount) from refund where status = 'SUCCEEDED'), 0)::float as refunded,
            coalesce(sum(fee_amount), 0)::float as fees
       from payment`,
  );
  const atProvider = await stripe.countIntents();
  expect(
    { received: atProvider.received, refunded: atProvider.refunded },
    'the provider took or gave back another amount than the payments say',
  ).toEqual({ received: paid?.captured, refunded: paid?.refunded });
  expect(atProvider.capturable, 'money is still held at the provider').toBe(0);

  const [clearing] = await query<{ balance: number }>(
    vendors,
    `select coalesce(sum(balance), 0)::float as balance from ledger_account where kind = 'PROVIDER_CLEARING'`,
  );
  expect(clearing?.balance, 'the ledger holds another amount at the provider than is there').toBe(
    (paid?.captured ?? 0) - (paid?.refunded ?? 0) - (paid?.fees ?? 0),
  );

  // A paid order is confirmed or refunded, an unpaid one was never charged.
  expect(
    await query(
      orders,
      `select o.number, o.status, o.payment_status from order_ o
         left join payment p on p.order_id = o.id and p.captured_amount > 0
        where (p.id is null) <> (o.payment_status in ('PENDING', 'FAILED', 'VOIDED'))
           or (o.status = 'PENDING')`,
    ),
    'an order and its payment disagree',
  ).toEqual([]);
}
