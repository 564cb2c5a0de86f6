import { readDeliveryStats, type DeliveryStats } from '@bazaar/events/stats';
import type { Database } from '@bazaar/postgres/open-database';
import { DURATION_BUCKETS_S, type Metrics } from '@bazaar/runtime/metrics';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { Counter, Gauge, Histogram } from 'prom-client';

/** How something went: `failed` is nobody's mistake but ours. */
export type Outcome = 'ok' | 'failed';

/** What one subgraph counts. */
export interface SubgraphMetrics {
  operation(durationMs: number, outcome: Outcome): void;
  command(name: string, durationMs: number, outcome: Outcome): void;
  /** A fact that was heard, or was not. */
  heard(outcome: Outcome): void;
  statement(durationMs: number): void;
  /** Tells of the runs of a sweep that fail, none so far. */
  sweep(name: string): () => void;
  /** Its pool and its outbox are read at each scrape from now on. */
  watch(database: Database): void;
}

/** What the subgraphs of one process count. `docs/metrics.md` lists what becomes of it. */
export interface MarketMetrics {
  of(subgraph: SubgraphName): SubgraphMetrics;
}

/** Scrapes in between get what was read before: reading counts the rows of an outbox, milliseconds. */
const OUTBOX_AGE_MS = 10_000;

export function createMarketMetrics(metrics: Metrics): MarketMetrics {
  const registers = [metrics];
  const buckets = [...DURATION_BUCKETS_S];
  const databases = new Map<SubgraphName, Database>();
  const outboxes = new Map<SubgraphName, { readonly readAtMs: number; readonly stats: Promise<DeliveryStats[]> }>();

  const operations = new Histogram({
    name: 'bazaar_subgraph_operation_duration_seconds',
    help: 'How long operations took.',
    labelNames: ['subgraph', 'outcome'],
    buckets,
    registers,
  });
  const commands = new Histogram({
    name: 'bazaar_subgraph_command_duration_seconds',
    help: 'How long commands of other parts took.',
    labelNames: ['subgraph', 'command', 'outcome'],
    buckets,
    registers,
  });
  const heard = new Counter({
    name: 'bazaar_subgraph_events_heard_total',
    help: 'Facts that arrived, and were taken in or not.',
    labelNames: ['subgraph', 'outcome'],
    registers,
  });
  const statements = new Histogram({
    name: 'bazaar_subgraph_statement_duration_seconds',
    help: 'How long SQL statements took.',
    labelNames: ['subgraph'],
    buckets,
    registers,
  });
  const sweepFailures = new Counter({
    name: 'bazaar_subgraph_sweep_failures_total',
    help: 'Runs of repeated errands that failed and will be tried again.',
    labelNames: ['subgraph', 'sweep'],
    registers,
  });

  metrics.registerMetric(
    new Gauge({
      name: 'bazaar_subgraph_pool_connections',
      help: 'Database connections that are open or idle, and statements that wait for one.',
      labelNames: ['subgraph', 'state'],
      registers: [],
      collect() {
        for (const [subgraph, database] of databases)
          for (const [state, count] of Object.entries(database.connections())) this.set({ subgraph, state }, count);
      },
    }),
  );

  function outboxOf(subgraph: SubgraphName, database: Database): Promise<DeliveryStats[]> {
    const known = outboxes.get(subgraph);
    if (known && Date.now() - known.readAtMs < OUTBOX_AGE_MS) return known.stats;
    // A database that does not answer is told of by the health check; the other metrics are still wanted.
    const stats = readDeliveryStats(database).catch(() => []);
    outboxes.set(subgraph, { readAtMs: Date.now(), stats });
    return stats;
  }

  const OUTBOX = {
    bazaar_outbox_pending: ['Facts that were announced and not delivered yet.', (row: DeliveryStats) => row.pending],
    bazaar_outbox_dead: ['Facts that were given up: `bazaar events dead`.', (row: DeliveryStats) => row.dead],
    bazaar_outbox_oldest_seconds: [
      'How long the oldest fact has waited to be delivered.',
      (row: DeliveryStats) => row.oldestPendingMs / 1_000,
    ],
  } as const;
  for (const [name, [help, read]] of Object.entries(OUTBOX))
    metrics.registerMetric(
      new Gauge({
        name,
        help,
        labelNames: ['subgraph', 'listener'],
        registers: [],
        async collect() {
          const arrears = await Promise.all(
            [...databases].map(async ([subgraph, database]) => [subgraph, await outboxOf(subgraph, database)] as const),
          );
          this.reset();
          for (const [subgraph, rows] of arrears)
            for (const row of rows) this.set({ subgraph, listener: row.listener }, read(row));
        },
      }),
    );

  return {
    of(subgraph) {
      const operation = {
        ok: operations.labels({ subgraph, outcome: 'ok' }),
        failed: operations.labels({ subgraph, outcome: 'failed' }),
      };
      const statement = statements.labels({ subgraph });
      return {
        operation: (durationMs, outcome) => operation[outcome].observe(durationMs / 1_000),
        command: (command, durationMs, outcome) => commands.observe({ subgraph, command, outcome }, durationMs / 1_000),
        heard: (outcome) => heard.inc({ subgraph, outcome }),
        statement: (durationMs) => statement.observe(durationMs / 1_000),
        sweep(name) {
          // A rule that looks for an increase sees none in a series that begins at 1.
          sweepFailures.inc({ subgraph, sweep: name }, 0);
          return () => sweepFailures.inc({ subgraph, sweep: name });
        },
        watch: (database) => void databases.set(subgraph, database),
      };
    },
  };
}
