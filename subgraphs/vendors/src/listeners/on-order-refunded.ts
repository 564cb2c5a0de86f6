import type { Listener } from '@bazaar/events/listener';
import { requireId } from '@bazaar/ids/id';
import type { VendorsContext } from '../context.ts';
import { postRefund } from '../domain/ledger.ts';
import { findSaleNumber, post } from '../storage/ledger.ts';

/** Posts a refund of one vendor's part. */
export const onOrderRefunded: Listener<VendorsContext, 'order.refunded'> = async (tx, event, { config }) => {
  const { data } = event;
  const vendorId = requireId('vnd', data.vendorId);
  const vendorOrderId = requireId('vor', data.vendorOrderId);
  await post(tx, {
    kind: 'REFUND',
    reference: `${data.refundId} ${data.vendorOrderId}`,
    currency: data.currency,
    orderId: requireId('ord', data.orderId),
    vendorOrderId,
    number: await findSaleNumber(tx, vendorOrderId),
    vendorId,
    occurredAt: new Date(event.occurredAt),
    entries: postRefund({ ...data, vendorId }, config.FEE_TAX_PPM),
  });
};
