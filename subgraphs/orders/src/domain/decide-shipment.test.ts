import { newId } from '@bazaar/ids/id';
import { describe, expect, it } from 'vitest';
import { decideShipment } from './decide-shipment.ts';
import type { OrderLine } from './order.ts';

/** The fields that the decision looks at. */
function line(quantity: number, shippedQuantity = 0, digital = false): OrderLine {
  return { id: newId('oln'), quantity, shippedQuantity, digital } as OrderLine;
}

describe('what goes into a parcel', () => {
  it('is all that is open, without what is digital', () => {
    const lines = [line(3, 1), line(2), line(1, 0, true)];
    const outcome = decideShipment({ status: 'CONFIRMED' }, lines, null);
    expect(outcome).toMatchObject({
      kind: 'shipped',
      lines: [{ quantity: 2 }, { quantity: 2 }],
      passes: ['PROCESSING', 'SHIPPED'],
    });
  });

  it('may be a part, which leaves the rest to be processed', () => {
    const lines = [line(3)];
    const asked = [{ orderLineId: lines[0]?.id ?? '', quantity: 1 }];
    expect(decideShipment({ status: 'PROCESSING' }, lines, asked)).toMatchObject({ kind: 'shipped', passes: [] });
    expect(decideShipment({ status: 'CONFIRMED' }, lines, asked)).toMatchObject({ passes: ['PROCESSING'] });
  });

  it('counts a line that is named twice once', () => {
    const lines = [line(3)];
    const asked = { orderLineId: lines[0]?.id ?? '', quantity: 2 };
    expect(decideShipment({ status: 'CONFIRMED' }, lines, [asked, asked])).toEqual({
      kind: 'badQuantity',
      index: 1,
      open: 1,
    });
  });

  it('is nothing when all has left, and nothing but whole units', () => {
    const lines = [line(1, 1)];
    expect(decideShipment({ status: 'PROCESSING' }, lines, null)).toEqual({ kind: 'nothingToShip' });
    const open = [line(2)];
    const asked = (quantity: number) => [{ orderLineId: open[0]?.id ?? '', quantity }];
    for (const quantity of [0, -1, 3])
      expect(decideShipment({ status: 'CONFIRMED' }, open, asked(quantity)).kind).toBe('badQuantity');
  });

  it.each(['PENDING', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'COMPLETED', 'RETURNED'] as const)(
    'is nothing while the part is %s',
    (status) => {
      expect(decideShipment({ status }, [line(1)], null)).toEqual({ kind: 'notShippable', status });
    },
  );
});
