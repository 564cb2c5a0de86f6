import type { Sweep } from '@bazaar/subgraph/sweep';
import type { OrdersContext } from '../context.ts';
import { settleRefunds } from '../operations/settle-refunds.ts';

/** Asks for refunds that were recorded but never asked for, or whose answer is open. */
export const settleDueRefunds: Sweep<OrdersContext> = {
  name: 'settle refunds',
  everyMs: 1_000,
  run: (context) => settleRefunds(context, { due: 8 }),
};
