import type { z } from 'zod';
import type { SubgraphName } from '../subgraph-names.ts';

/** One kind of fact: what it carries and who is told. */
export interface EventContract<Data = unknown> {
  /** Raised when `data` changes in a way that an older listener could misread; additions do not raise it. */
  readonly version: number;
  /** Parses `data` at the listener's door. It holds everything listeners need: they never call back. */
  readonly data: z.ZodType<Data>;
  /** Subgraphs that get a delivery of their own, in order per aggregate. Each listens at most once to an event. */
  readonly listeners: readonly SubgraphName[];
}

/** The facts one subgraph announces, keyed by their past-tense names (`order.created`). */
export function defineEvents<const Contracts extends Readonly<Record<`${string}.${string}`, EventContract>>>(
  contracts: Contracts,
): Contracts {
  return contracts;
}

/** The parsed data of a contract. */
export type EventDataOf<Contract extends EventContract> = z.output<Contract['data']>;
