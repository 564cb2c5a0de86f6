import type { Sweep } from '@bazaar/subgraph/sweep';
import type { OrdersContext } from '../context.ts';
import { learnFees } from '../operations/learn-fees.ts';

/** Asks for the fees that were not known when money was taken. */
export const learnDueFees: Sweep<OrdersContext> = {
  name: 'learn fees',
  everyMs: 5_000,
  run: (context) => learnFees(context, 8),
};
