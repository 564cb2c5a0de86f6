import { collectDefaultMetrics, Registry } from 'prom-client';

/** What a process tells Prometheus. Each process has one; parts are given it, and add what they count. */
export type Metrics = Registry;

/** The metrics of a process, with those of Node.js: CPU, memory, event loop, garbage collection. Call it once a process. */
export function createProcessMetrics(): Metrics {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  return metrics;
}

/** From well under a millisecond to what a deadline allows; seconds. */
export const DURATION_BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15] as const;
