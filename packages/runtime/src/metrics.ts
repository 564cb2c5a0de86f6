import { collectDefaultMetrics, Registry } from 'prom-client';

/** What a process tells Prometheus. Each process has one; parts are given it, and add what they count. */
export type Metrics = Registry;

/** The metrics of a process, with those of Node.js: CPU, memory, event loop, garbage collection. Call it once a process. */
export function createProcessMetrics(): Metrics {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  return metrics;
}
