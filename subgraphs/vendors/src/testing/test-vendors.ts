import { idToUuid, newId, requireId } from '@bazaar/ids/id';
import type { VendorId } from '@bazaar/ids/kinds';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { newCaller } from '@bazaar/testkit/new-caller';
import { startTestSubgraph, type TestSubgraph, type TestSubgraphOptions } from '@bazaar/testkit/test-subgraph';
import { vendors } from '../subgraph.ts';

/** Vendors on a database of its own, with what its tests do again and again. */
export interface TestVendors extends TestSubgraph {
  /** A vendor that waits for approval, with its owner. */
  apply(given?: Record<string, unknown>, owner?: CallerClaims): Promise<{ id: VendorId; owner: CallerClaims }>;
  /** A vendor that sells. */
  open(): Promise<{ id: VendorId; owner: CallerClaims }>;
  /** Makes someone a member of so many vendors, which sell. */
  makeMember(user: CallerClaims, count: number): Promise<void>;
  /** What the outbox holds of a vendor, in order. */
  facts(vendorId: string): Promise<readonly { type: string; sequence: string; data: Record<string, unknown> }[]>;
}

export const ADMIN = newCaller('CUSTOMER', 'ADMIN');

let count = 0;

/** What applies. */
export function newApplication(): Record<string, unknown> {
  count++;
  return { handle: `shop-${count}`, name: `Shop ${count}`, email: `shop${count}@example.com` };
}

export async function startTestVendors(options?: TestSubgraphOptions): Promise<TestVendors> {
  const subgraph = await startTestSubgraph(vendors, options);

  const apply: TestVendors['apply'] = async (given = {}, owner = newCaller()) => {
    const input = { ...newApplication(), ...given };
    const outcome = await subgraph.mutate<{ vendor: { id: VendorId } }>('vendorApply', input, 'vendor { id }', owner);
    if (outcome.userErrors.length > 0) throw new Error(JSON.stringify(outcome.userErrors));
    return { id: outcome.vendor.id, owner };
  };

  return {
    ...subgraph,
    apply,
    async open() {
      const vendor = await apply();
      await subgraph.mutate('vendorApprove', { vendorId: vendor.id }, '', ADMIN);
      return vendor;
    },
    async makeMember(user, vendorCount) {
      await subgraph.sql(
        `with opened as (
           insert into vendor (id, handle, name, description, email, status, version, applied_at, approved_at)
           select gen_random_uuid(), 'of-' || left(md5(random()::text), 12), 'Shop', '', 'shop@example.com', 'ACTIVE', 1, now(), now()
           from generate_series(1, $1) returning id
         )
         insert into vendor_member (id, vendor_id, user_id, role, created_at)
         select gen_random_uuid(), id, $2, 'FINANCE', now() from opened`,
        [vendorCount, idToUuid(requireId('usr', user.sub))],
      );
    },
    facts: (vendorId) =>
      subgraph.sql('select type, sequence, data from outbox_event where aggregate_id = $1 order by sequence, id', [
        vendorId,
      ]),
  };
}

/** One vendor's part of an order; amounts in minor units, and the total is their sum. */
export function vendorPart(
  vendorId: string,
  goodsAmount: number,
  given: Partial<Record<'shippingAmount' | 'taxAmount' | 'commissionAmount', number>> = {},
) {
  const { shippingAmount = 0, taxAmount = 0, commissionAmount = 0 } = given;
  const vendorOrderId = newId('vor');
  return {
    vendorOrderId,
    vendorId,
    number: `N-${vendorOrderId.slice(-6)}`,
    lines: [],
    goodsAmount,
    shippingAmount,
    taxAmount,
    commissionAmount,
    totalAmount: goodsAmount + shippingAmount + taxAmount,
  };
}

export type TestVendorPart = ReturnType<typeof vendorPart>;

/** Announces that an order was paid. */
export async function pay(
  subgraph: TestSubgraph,
  parts: readonly TestVendorPart[],
  { currency = 'EUR', providerFeeAmount = 0, orderId = newId('ord'), paymentId = newId('pay'), id = newId('evt') } = {},
): Promise<void> {
  await subgraph.tell({
    id,
    type: 'payment.success',
    aggregateId: orderId,
    sequence: 1,
    data: {
      orderId,
      paymentId,
      provider: 'stripe',
      currency,
      capturedAmount: parts.reduce((sum, part) => sum + part.totalAmount, 0),
      providerFeeAmount,
      capturedAt: '2026-03-01T12:00:00.000Z',
      vendorOrders: [...parts],
    },
  });
}

/** Announces what the provider kept of a payment, later than that it was paid. */
export async function chargeFee(
  subgraph: TestSubgraph,
  paymentId: string,
  feeAmount: number,
  { currency = 'EUR', orderId = newId('ord'), id = newId('evt') } = {},
): Promise<void> {
  await subgraph.tell({
    id,
    type: 'payment.fee_charged',
    aggregateId: orderId,
    sequence: 2,
    data: { orderId, paymentId, provider: 'stripe', currency, feeAmount },
  });
}

export interface RefundAmounts {
  readonly goodsAmount: number;
  readonly shippingAmount?: number;
  readonly taxAmount?: number;
  readonly commissionAmount?: number;
}

/** Announces that money of one part went back. */
export async function refund(
  subgraph: TestSubgraph,
  { vendorOrderId, vendorId }: Pick<TestVendorPart, 'vendorOrderId' | 'vendorId'>,
  amounts: RefundAmounts,
  { currency = 'EUR', id = newId('evt'), refundId = newId('rfd') } = {},
): Promise<void> {
  const { goodsAmount, shippingAmount = 0, taxAmount = 0, commissionAmount = 0 } = amounts;
  await subgraph.tell({
    id,
    type: 'order.refunded',
    aggregateId: newId('ord'),
    sequence: 2,
    data: {
      orderId: newId('ord'),
      vendorOrderId,
      vendorId,
      refundId,
      currency,
      goodsAmount,
      shippingAmount,
      taxAmount,
      commissionAmount,
      totalAmount: goodsAmount + shippingAmount + taxAmount,
    },
  });
}

/** Announces that a refund of one part came back from the buyer's bank. */
export async function returnRefund(
  subgraph: TestSubgraph,
  { vendorOrderId, vendorId }: Pick<TestVendorPart, 'vendorOrderId' | 'vendorId'>,
  refundId: string,
  { currency = 'EUR', id = newId('evt') } = {},
): Promise<void> {
  await subgraph.tell({
    id,
    type: 'order.refund_failed',
    aggregateId: newId('ord'),
    sequence: 3,
    data: { orderId: newId('ord'), vendorOrderId, vendorId, refundId, currency, totalAmount: 1 },
  });
}
