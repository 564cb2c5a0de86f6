import { jsonOf } from '@bazaar/runtime/config';
import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import { z } from 'zod';

/** What the first process has prepared for its workers. */
const order = z.object({
  /** Which of them this is, from 1. */
  number: z.int().min(1),
  port: z.int().min(1).max(65_535),
  /** With which each subgraph's restricted role signs in. */
  databaseUrls: z.record(z.enum(SUBGRAPH_NAMES), z.string()),
  /** Where the payment provider is, as orders reads it. */
  paymentEnv: z.record(z.string(), z.string()),
});

export type WorkerOrder = z.output<typeof order>;

/** The one variable in which the order travels. Nobody but the first process sets it. */
export const WORKER_VARIABLES = { BAZAAR_WORKER: jsonOf(order) };

/** The order as variables of a worker's environment. */
export function asVariables(value: WorkerOrder): Record<keyof typeof WORKER_VARIABLES, string> {
  return { BAZAAR_WORKER: JSON.stringify(value) };
}
