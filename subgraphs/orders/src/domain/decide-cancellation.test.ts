import { describe, expect, it } from 'vitest';
import { decideCancellation } from './decide-cancellation.ts';
import type { FulfilmentStatus } from './fulfilment.ts';
import type { VendorOrder } from './order.ts';

/** The fields that the decision looks at. */
const part = (status: FulfilmentStatus): VendorOrder => ({ status, number: `BZ-1-${status}` }) as VendorOrder;

describe('cancelling', () => {
  it('takes what nobody has begun, and leaves what was cancelled before', () => {
    expect(decideCancellation([part('CONFIRMED'), part('CANCELLED')])).toEqual({
      kind: 'cancelled',
      parts: [part('CONFIRMED')],
    });
  });

  it('takes all or nothing', () => {
    expect(decideCancellation([part('CONFIRMED'), part('PROCESSING')])).toEqual({
      kind: 'tooLate',
      numbers: ['BZ-1-PROCESSING'],
    });
  });

  it.each(['PROCESSING', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'RETURNED'] as const)(
    'comes too late for %s',
    (status) => {
      expect(decideCancellation([part(status)]).kind).toBe('tooLate');
    },
  );

  it('is the checkout’s business before the payment, and done once it is done', () => {
    expect(decideCancellation([part('PENDING')])).toEqual({ kind: 'awaitingPayment' });
    expect(decideCancellation([part('CANCELLED')])).toEqual({ kind: 'alreadyCancelled' });
  });
});
