import type { Listener } from '@bazaar/events/listener';
import type { VendorsContext } from '../context.ts';
import { bookProviderFee } from '../operations/book-provider-fee.ts';

/** Posts the fee of a payment that the provider told after it was paid, or that was paid too late. */
export const onPaymentFeeCharged: Listener<VendorsContext, 'payment.fee_charged'> = (tx, { data, occurredAt }) =>
  bookProviderFee(tx, { ...data, occurredAt: new Date(occurredAt) });
