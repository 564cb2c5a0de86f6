import { describe, expect, it } from 'vitest';
import { deriveOrderStatus, FULFILMENT_STATUSES, mayBecome, type FulfilmentStatus } from './fulfilment.ts';

describe('the fulfilment machine', () => {
  it('allows exactly the documented steps', () => {
    const steps = FULFILMENT_STATUSES.flatMap((from) =>
      FULFILMENT_STATUSES.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(steps).toEqual([
      'PENDING → CONFIRMED',
      'PENDING → CANCELLED',
      'CONFIRMED → PROCESSING',
      'CONFIRMED → COMPLETED',
      'CONFIRMED → CANCELLED',
      'PROCESSING → SHIPPED',
      'SHIPPED → DELIVERED',
      'DELIVERED → RETURNED',
    ]);
  });
});

describe('the status of a group', () => {
  const cases: [FulfilmentStatus[], FulfilmentStatus][] = [
    [['PENDING', 'PENDING'], 'PENDING'],
    [['CONFIRMED', 'CONFIRMED'], 'CONFIRMED'],
    [['CONFIRMED', 'COMPLETED'], 'CONFIRMED'],
    [['PROCESSING', 'CONFIRMED'], 'PROCESSING'],
    [['SHIPPED', 'CONFIRMED'], 'PROCESSING'],
    [['SHIPPED', 'COMPLETED'], 'SHIPPED'],
    [['SHIPPED', 'DELIVERED'], 'SHIPPED'],
    [['DELIVERED', 'DELIVERED'], 'DELIVERED'],
    [['DELIVERED', 'COMPLETED'], 'DELIVERED'],
    [['COMPLETED'], 'COMPLETED'],
    [['CANCELLED', 'SHIPPED'], 'SHIPPED'],
    [['CANCELLED', 'CANCELLED'], 'CANCELLED'],
    [['CANCELLED', 'RETURNED'], 'RETURNED'],
  ];
  it.each(cases)('%j is %s', (parts, expected) => {
    expect(deriveOrderStatus(parts)).toBe(expected);
    expect(deriveOrderStatus([...parts].reverse())).toBe(expected);
  });
});
