import type { Listener } from '@bazaar/events/listener';
import { requireId } from '@bazaar/ids/id';
import type { VendorsContext } from '../context.ts';
import { reverse } from '../domain/ledger.ts';
import { findPosting, lockSale, post, refundReference } from '../storage/ledger.ts';

/**
 * Takes the posting of a refund back whose money came back: the same accounts and amounts the other way round, as a transaction of its own.
 * @throws when the refund has not been posted: the fact comes again, until it has.
 */
export const onOrderRefundFailed: Listener<VendorsContext, 'order.refund_failed'> = async (
  tx,
  { data, occurredAt },
) => {
  // Refunds of the part queue here: each is posted by what went back before it.
  await lockSale(tx, requireId('vor', data.vendorOrderId));
  const reference = refundReference(data);
  const refund = await findPosting(tx, 'REFUND', reference);
  if (!refund) throw new Error(`The refund ${reference} has not been posted yet.`);
  await post(tx, {
    ...refund,
    kind: 'REFUND_FAILED',
    occurredAt: new Date(occurredAt),
    entries: reverse(refund.entries),
  });
};
