import type { Listener } from '@bazaar/events/listener';
import { requireId } from '@bazaar/ids/id';
import type { VendorsContext } from '../context.ts';
import { postSale } from '../domain/ledger.ts';
import { bookProviderFee } from '../operations/book-provider-fee.ts';
import { post } from '../storage/ledger.ts';

/** Posts the sale of every vendor's part, and what the provider kept. */
export const onPaymentSuccess: Listener<VendorsContext, 'payment.success'> = async (tx, { data }, { config }) => {
  const orderId = requireId('ord', data.orderId);
  const occurredAt = new Date(data.capturedAt);
  for (const part of data.vendorOrders) {
    const vendorId = requireId('vnd', part.vendorId);
    await post(tx, {
      kind: 'SALE',
      reference: part.vendorOrderId,
      currency: data.currency,
      orderId,
      vendorOrderId: requireId('vor', part.vendorOrderId),
      number: part.number,
      vendorId,
      occurredAt,
      entries: postSale({ ...part, vendorId }, config.FEE_TAX_PPM),
    });
  }
  await bookProviderFee(tx, { ...data, feeAmount: data.providerFeeAmount, occurredAt });
};
