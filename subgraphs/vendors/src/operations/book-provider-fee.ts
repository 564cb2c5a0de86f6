import { requireId } from '@bazaar/ids/id';
import type { Tx } from '@bazaar/postgres/tx';
import { postProviderFee } from '../domain/ledger.ts';
import { post } from '../storage/ledger.ts';

export interface ProviderFee {
  readonly orderId: string;
  readonly paymentId: string;
  readonly currency: string;
  /** Minor units; 0, also while it is not known, posts nothing. */
  readonly feeAmount: number;
  readonly occurredAt: Date;
}

/** Posts what the provider kept of a payment, once for each payment, whichever event told it. */
export async function bookProviderFee(tx: Tx, fee: ProviderFee): Promise<void> {
  if (fee.feeAmount === 0) return;
  await post(tx, {
    kind: 'PROVIDER_FEE',
    reference: fee.paymentId,
    currency: fee.currency,
    orderId: requireId('ord', fee.orderId),
    vendorOrderId: null,
    number: null,
    vendorId: null,
    occurredAt: fee.occurredAt,
    entries: postProviderFee(fee.feeAmount),
  });
}
