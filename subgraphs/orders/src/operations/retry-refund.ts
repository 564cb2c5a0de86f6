import { newId } from '@bazaar/ids/id';
import type { RefundId } from '@bazaar/ids/kinds';
import type { OrdersContext } from '../context.ts';
import type { Refund } from '../domain/order.ts';
import { lockFailedRefund } from '../storage/failed-refunds.ts';
import { insertRefunds } from '../storage/payments.ts';

/**
 * Promises the money of a failed refund again, as a refund of its own under a new key: the failed one stays as it is. Whoever settles refunds asks the
 * provider for it. Null when the refund has not failed, or another one has taken its place.
 */
export function retryRefund(
  { inTransaction, now }: Pick<OrdersContext, 'inTransaction' | 'now'>,
  id: RefundId,
): Promise<Refund | null> {
  return inTransaction(async (tx) => {
    const failed = await lockFailedRefund(tx, id);
    if (!failed) return null;
    const at = now();
    const again: Refund = {
      ...failed,
      id: newId('rfd'),
      status: 'PENDING',
      providerRefundId: null,
      errorMessage: null,
      nextAt: at,
      attempts: 0,
      createdAt: at,
      settledAt: null,
      failedAt: null,
      retryOf: id,
    };
    await insertRefunds(tx, failed.paymentId, [again]);
    return again;
  });
}
