import type { Listener } from '@bazaar/events/listener';
import { requireId } from '@bazaar/ids/id';
import type { VendorsContext } from '../context.ts';
import { postRefund } from '../domain/ledger.ts';
import { lockSale, post, refundReference } from '../storage/ledger.ts';

/**
 * Posts a refund of one vendor's part.
 * @throws when the part's sale has not been posted: the fact comes again, until it has. What was not sold cannot be refunded.
 */
export const onOrderRefunded: Listener<VendorsContext, 'order.refunded'> = async (tx, event) => {
  const { data } = event;
  const vendorId = requireId('vnd', data.vendorId);
  const vendorOrderId = requireId('vor', data.vendorOrderId);
  const sold = await lockSale(tx, vendorOrderId);
  if (!sold) throw new Error(`The sale of ${vendorOrderId} has not been posted yet.`);
  await post(tx, {
    kind: 'REFUND',
    reference: refundReference(data),
    currency: data.currency,
    orderId: requireId('ord', data.orderId),
    vendorOrderId,
    number: sold.number,
    vendorId,
    occurredAt: new Date(event.occurredAt),
    entries: postRefund({ ...data, vendorId }, sold.sale, sold.refunded),
  });
};
