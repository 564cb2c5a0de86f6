import type { Sweep } from '@bazaar/subgraph/sweep';
import type { OrdersContext } from '../context.ts';
import { advanceCheckout } from '../operations/advance-checkout.ts';
import { claimDueCheckouts } from '../storage/checkouts.ts';

const BATCH = 8;

/** Goes on with checkouts that are due: interrupted ones whose lease ran out, unpaid ones to ask the provider about, expired ones to undo. */
export const advanceCheckouts: Sweep<OrdersContext> = {
  name: 'advance checkouts',
  everyMs: 500,
  async run(context) {
    const due = await claimDueCheckouts(context.reader, BATCH);
    const results = await Promise.allSettled(
      due.map((checkout) => advanceCheckout(context, { checkout, payment: null })),
    );
    for (const result of results)
      if (result.status === 'rejected')
        context.log.error({ err: result.reason as unknown }, 'a checkout could not go on');
    return due.length;
  },
};
