import { idFromUuid, newId } from '@bazaar/ids/id';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTestNeighbours } from '../testing/neighbours.ts';
import { placeOrder, QuoteDoesNotAddUp, type PlacedOrder } from './place-order.ts';
import type { Quote } from './quote.ts';
import { toVendorPart } from './vendor-part.ts';

const address = {
  firstName: 'Ada',
  lastName: 'Byron',
  company: null,
  line1: '12 Analytical Row',
  line2: null,
  city: 'Springfield',
  region: null,
  postalCode: null,
  country: 'US',
  phone: null,
};

function place(quote: Quote): PlacedOrder {
  return placeOrder({
    orderId: newId('ord'),
    number: 'BZ-1',
    buyerId: null,
    email: 'guest@example.com',
    request: { shippingAddress: address, billingAddress: address },
    quote,
    commission: {
      inactiveVendorIds: [],
      lines: quote.groups.flatMap((group) =>
        group.lines.map((line) => ({
          lineId: line.cartLineId,
          commissionRuleId: null,
          ratePpm: 0,
          commissionAmount: 0,
        })),
      ),
    },
    placedAt: new Date(0),
    makeId: (prefix) => newId(prefix),
  });
}

const wants = fc.array(
  fc.record({
    vendorId: fc.constantFrom(
      ...['1', '2', '3'].map((n) => idFromUuid('vnd', `00000000-0000-7000-8000-00000000000${n}`)),
    ),
    offerId: fc.constant(newId('off')),
    quantity: fc.integer({ min: 1, max: 9 }),
    unitAmount: fc.integer({ min: 100, max: 999_999 }),
    vendorDiscount: fc.integer({ min: 0, max: 50 }),
    platformDiscount: fc.integer({ min: 0, max: 50 }),
    isDigital: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);

function quoted(list: Parameters<ReturnType<typeof createTestNeighbours>['addCart']>[0], taxInclusive: boolean): Quote {
  return { ...createTestNeighbours().addCart(list, { taxInclusive }).quote, version: 1 };
}

describe('placing an order', () => {
  it('splits amounts and never computes them anew: parts and lines sum to the whole, in both tax modes', () => {
    fc.assert(
      fc.property(wants, fc.boolean(), (list, taxInclusive) => {
        const quote = quoted(list, taxInclusive);
        const { order, vendorOrders, lines } = place(quote);
        for (const field of [
          'subtotalAmount',
          'discountAmount',
          'shippingAmount',
          'taxAmount',
          'totalAmount',
        ] as const) {
          expect(order[field]).toBe(quote[field]);
          expect(vendorOrders.reduce((sum, part) => sum + part[field], 0)).toBe(quote[field]);
        }
        for (const part of vendorOrders) {
          const event = toVendorPart(
            part,
            lines.filter((line) => line.vendorOrderId === part.id),
          );
          const funded = lines
            .filter((line) => line.vendorOrderId === part.id)
            .reduce((sum, line) => sum + line.discountAmount - line.vendorFundedDiscountAmount, 0);
          // What the books rest on.
          expect(event.goodsAmount + event.shippingAmount + event.taxAmount - funded).toBe(event.totalAmount);
        }
      }),
    );
  });

  it.each(['subtotalAmount', 'discountAmount', 'shippingAmount', 'taxAmount', 'totalAmount'] as const)(
    'refuses a quote whose %s is one off',
    (field) => {
      const quote = quoted([{ vendorId: newId('vnd'), offerId: newId('off'), quantity: 1, unitAmount: 100 }], false);
      expect(() => place({ ...quote, [field]: quote[field] + 1 })).toThrow(QuoteDoesNotAddUp);
    },
  );
});
