import type { DeliveryOutcome } from '@bazaar/events/dispatcher';
import type { Database } from '@bazaar/postgres/open-database';
import { createDurations } from '@bazaar/runtime/durations';
import type { Metrics } from '@bazaar/runtime/metrics';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { Counter, Gauge } from 'prom-client';
import { measureHanging, type Hanging } from './measure-hanging.ts';
import { measureOutboxes } from './measure-outboxes.ts';

/** How something went: `failed` is nobody's mistake but ours. */
export type Outcome = 'ok' | 'failed';

/** What one subgraph counts. */
export interface SubgraphMetrics {
  operation(durationMs: number, outcome: Outcome): void;
  command(name: string, durationMs: number, outcome: Outcome): void;
  /** A fact that was heard, or was not. */
  heard(outcome: Outcome): void;
  statement(durationMs: number): void;
  /** How the delivery of a fact to a listener ended. */
  delivered(listener: SubgraphName, outcome: DeliveryOutcome): void;
  /** Tells of each run of a sweep how it went. */
  sweep(name: string): (outcome: Outcome) => void;
  /** Its pool, its outbox and what hangs in it are read at each scrape from now on. */
  watch(database: Database, hanging?: Hanging): void;
}

/** What the subgraphs of one process count. `docs/metrics.md` lists what becomes of it. */
export interface MarketMetrics {
  of(subgraph: SubgraphName): SubgraphMetrics;
}

/** Scrapes in between get what was read before: reading counts rows. The wait is well below the ten seconds that Prometheus gives a scrape. */
const READING = { ageMs: 10_000, waitMs: 2_000 };

export function createMarketMetrics(metrics: Metrics): MarketMetrics {
  const registers = [metrics];
  const databases = new Map<SubgraphName, Database>();

  const operations = createDurations(metrics, {
    name: 'bazaar_subgraph_operation_duration_seconds',
    help: 'How long operations took.',
    labelNames: ['subgraph', 'outcome'],
  });
  const commands = createDurations(metrics, {
    name: 'bazaar_subgraph_command_duration_seconds',
    help: 'How long commands of other parts took.',
    labelNames: ['subgraph', 'command', 'outcome'],
  });
  const heard = new Counter({
    name: 'bazaar_subgraph_events_heard_total',
    help: 'Facts that arrived, and were taken in or not.',
    labelNames: ['subgraph', 'outcome'],
    registers,
  });
  const deliveries = new Counter({
    name: 'bazaar_outbox_deliveries_total',
    help: 'Deliveries of announced facts: delivered, failed or not reached for now, or given up.',
    labelNames: ['subgraph', 'listener', 'outcome'],
    registers,
  });
  const statements = createDurations(metrics, {
    name: 'bazaar_subgraph_statement_duration_seconds',
    help: 'How long SQL statements took.',
    labelNames: ['subgraph'],
  });
  const sweepFailures = new Counter({
    name: 'bazaar_subgraph_sweep_failures_total',
    help: 'Runs of repeated errands that failed and will be tried again.',
    labelNames: ['subgraph', 'sweep'],
    registers,
  });
  const sweepsFailing = new Gauge({
    name: 'bazaar_subgraph_sweep_failures_in_a_row',
    help: 'Runs of repeated errands that failed since the last one that did not.',
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

  const readingFailures = new Counter({
    name: 'bazaar_subgraph_reading_failures_total',
    help: 'Looks at a database for these metrics that failed or took too long: what they tell of it is older than it seems.',
    labelNames: ['subgraph', 'reading'],
    registers,
  });
  const watchHanging = measureHanging(metrics, {
    ...READING,
    failed: (subgraph) => readingFailures.inc({ subgraph, reading: 'hanging' }),
  });
  const watchOutbox = measureOutboxes(metrics, {
    ...READING,
    failed: (subgraph) => readingFailures.inc({ subgraph, reading: 'outbox' }),
  });

  return {
    of(subgraph) {
      const operation = {
        ok: operations.of({ subgraph, outcome: 'ok' }),
        failed: operations.of({ subgraph, outcome: 'failed' }),
      };
      const statement = statements.of({ subgraph });
      return {
        operation: (durationMs, outcome) => operation[outcome].observe(durationMs),
        command: (command, durationMs, outcome) => commands.of({ subgraph, command, outcome }).observe(durationMs),
        heard: (outcome) => heard.inc({ subgraph, outcome }),
        delivered: (listener, outcome) => deliveries.inc({ subgraph, listener, outcome }),
        statement: (durationMs) => statement.observe(durationMs),
        sweep(name) {
          // A rule that looks for an increase sees none in a series that begins at 1.
          sweepFailures.inc({ subgraph, sweep: name }, 0);
          sweepsFailing.set({ subgraph, sweep: name }, 0);
          return (outcome) => {
            if (outcome === 'ok') return sweepsFailing.set({ subgraph, sweep: name }, 0);
            sweepFailures.inc({ subgraph, sweep: name });
            sweepsFailing.inc({ subgraph, sweep: name });
          };
        },
        watch(database, hanging) {
          databases.set(subgraph, database);
          readingFailures.inc({ subgraph, reading: 'outbox' }, 0);
          watchOutbox(subgraph, database);
          if (!hanging) return;
          readingFailures.inc({ subgraph, reading: 'hanging' }, 0);
          watchHanging(subgraph, () => hanging.count(database.reader));
        },
      };
    },
  };
}
