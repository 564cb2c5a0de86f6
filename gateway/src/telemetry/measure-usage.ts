import { Counter } from 'prom-client';
import type { Metrics } from '@bazaar/runtime/metrics';
import type { LossReason } from '../partners/usage-recorder.ts';

/** Counts runs of partners' documents that no report will tell of. */
export function measureLostUsage(metrics: Metrics): (runs: number, why: LossReason) => void {
  const lost = new Counter({
    name: 'bazaar_gateway_usage_lost_total',
    help: 'Runs of partners’ documents that could not be reported, and why.',
    labelNames: ['reason'],
    registers: [metrics],
  });
  // A rule that looks for an increase sees none in a series that begins at 1.
  for (const reason of ['full', 'refused', 'ended'] satisfies LossReason[]) lost.inc({ reason }, 0);
  return (runs, reason) => lost.inc({ reason }, runs);
}
