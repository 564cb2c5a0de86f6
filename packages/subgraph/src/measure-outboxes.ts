import { readDeliveryStats, type DeliveryStats } from '@bazaar/events/stats';
import type { Database } from '@bazaar/postgres/open-database';
import type { Metrics } from '@bazaar/runtime/metrics';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { Gauge } from 'prom-client';
import { createReading } from './reading.ts';

const GAUGES = {
  bazaar_outbox_pending: ['Facts that were announced and not delivered yet.', (row: DeliveryStats) => row.pending],
  bazaar_outbox_dead: ['Facts that were given up: `bazaar events dead`.', (row: DeliveryStats) => row.dead],
  bazaar_outbox_oldest_seconds: [
    'How long the oldest fact has waited to be delivered.',
    (row: DeliveryStats) => row.oldestPendingMs / 1_000,
  ],
} as const;

/** Adds the outboxes of the databases that what it returns is told of. They are read at scrapes; what cannot be read in time stays as it was. */
export function measureOutboxes(
  metrics: Metrics,
  options: { readonly ageMs: number; readonly waitMs: number; readonly failed: (subgraph: SubgraphName) => void },
): (subgraph: SubgraphName, database: Pick<Database, 'reader'>) => void {
  const outboxes = new Map<SubgraphName, () => Promise<DeliveryStats[] | undefined>>();
  for (const [name, [help, valueOf]] of Object.entries(GAUGES))
    metrics.registerMetric(
      new Gauge({
        name,
        help,
        labelNames: ['subgraph', 'listener'],
        registers: [],
        async collect() {
          const arrears = await Promise.all(
            [...outboxes].map(async ([subgraph, latest]) => [subgraph, await latest()] as const),
          );
          this.reset();
          for (const [subgraph, rows = []] of arrears)
            for (const row of rows) this.set({ subgraph, listener: row.listener }, valueOf(row));
        },
      }),
    );
  return (subgraph, database) => {
    const failed = (): void => options.failed(subgraph);
    outboxes.set(subgraph, createReading({ ...options, read: () => readDeliveryStats(database), failed }));
  };
}
