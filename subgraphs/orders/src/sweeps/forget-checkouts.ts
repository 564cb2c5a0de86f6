import type { Sweep } from '@bazaar/subgraph/sweep';
import type { OrdersContext } from '../context.ts';
import { deleteCheckoutsWithoutOrder } from '../storage/checkouts.ts';

/** Clients repeat a key within minutes; whoever looks after a checkout that failed does it within days. */
const KEPT_DAYS = 7;

/** Deletes checkouts that came to nothing before there was an order: anybody may start one, with a cart that does not even exist. */
export const forgetCheckouts: Sweep<OrdersContext> = {
  name: 'forget checkouts',
  everyMs: 10 * 60_000,
  run: ({ reader }) => deleteCheckoutsWithoutOrder(reader, { keptDays: KEPT_DAYS, limit: 500 }),
};
