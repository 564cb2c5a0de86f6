import type { Sweep } from '@bazaar/subgraph/sweep';
import type { OrdersContext } from '../context.ts';
import { publishOrder } from '../live/publish-order.ts';
import { listRecentSignals } from '../storage/recent-changes.ts';

const EVERY_MS = 2_000;

/**
 * Repeats the signals of recent changes, in case the process ended between its commit and its signal. Whoever has seen the version
 * drops them.
 */
export const repeatSignals: Sweep<OrdersContext> = {
  name: 'repeat signals',
  everyMs: EVERY_MS,
  async run({ reader, ephemeral }) {
    // Runs are up to 20 % apart, and each change falls into at least one of them.
    const signals = await listRecentSignals(reader, { sinceMs: EVERY_MS * 2, untilMs: EVERY_MS / 4 });
    for (const signal of signals) await publishOrder(ephemeral.pubsub, signal);
    return 0;
  },
};
