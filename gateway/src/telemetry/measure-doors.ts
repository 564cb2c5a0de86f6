import { Counter, Gauge } from 'prom-client';
import type { Metrics } from '@bazaar/runtime/metrics';
import type { SubgraphStats } from '../sources/subgraph-stats.ts';

type DoorStats = readonly (readonly [subgraph: string, stats: Readonly<SubgraphStats>])[];

const COUNTED = {
  bazaar_gateway_subgraph_operations_total: ['operations', 'Operations that were asked of the subgraph.'],
  bazaar_gateway_subgraph_shared_total: ['shared', 'Operations that joined the call of another.'],
  bazaar_gateway_subgraph_batches_total: ['batches', 'HTTP requests that carried several operations.'],
  bazaar_gateway_subgraph_batched_total: ['batched', 'Operations that went in batches.'],
  bazaar_gateway_subgraph_requests_total: ['sent', 'HTTP requests, repetitions among them.'],
  bazaar_gateway_subgraph_retries_total: ['retried', 'Repetitions.'],
  bazaar_gateway_subgraph_retries_refused_total: ['retriesRefused', 'Repetitions that the budget did not allow.'],
  bazaar_gateway_subgraph_breaker_opened_total: ['breakerOpened', 'How often the circuit breaker opened.'],
} as const;

const GAUGED = {
  bazaar_gateway_subgraph_active: ['active', 'HTTP requests on their way.'],
  bazaar_gateway_subgraph_queued: ['queued', 'HTTP requests that wait for a connection.'],
} as const;

/** Tells, at each scrape, what the doors to subgraphs behind HTTP have counted. */
export function measureDoors(metrics: Metrics, stats: () => DoorStats): void {
  const labelNames = ['subgraph'] as const;
  for (const [name, [field, help]] of Object.entries(COUNTED))
    metrics.registerMetric(
      new Counter({
        name,
        help,
        labelNames,
        registers: [],
        collect() {
          this.reset();
          for (const [subgraph, counted] of stats()) this.inc({ subgraph }, counted[field]);
        },
      }),
    );
  for (const [name, [field, help]] of Object.entries(GAUGED))
    metrics.registerMetric(
      new Gauge({
        name,
        help,
        labelNames,
        registers: [],
        collect() {
          for (const [subgraph, counted] of stats()) this.set({ subgraph }, counted[field]);
        },
      }),
    );
  metrics.registerMetric(
    new Gauge({
      name: 'bazaar_gateway_subgraph_breaker_open',
      help: '1 while the circuit breaker lets nothing through; 0 once it would try again.',
      labelNames,
      registers: [],
      collect() {
        for (const [subgraph, { breaker }] of stats()) this.set({ subgraph }, breaker.state === 'open' ? 1 : 0);
      },
    }),
  );
  metrics.registerMetric(
    new Counter({
      name: 'bazaar_gateway_subgraph_failures_total',
      help: 'Operations without an answer, by what went wrong.',
      labelNames: ['subgraph', 'kind'],
      registers: [],
      collect() {
        this.reset();
        for (const [subgraph, { failed }] of stats())
          for (const [kind, count] of Object.entries(failed)) this.inc({ subgraph, kind }, count);
      },
    }),
  );
}
