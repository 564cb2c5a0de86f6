import type { z } from 'zod';
import type { SubgraphName } from '../subgraph-names.ts';

/** Who sends commands: a subgraph, or the gateway for the few that its own work needs. */
export type CommandCaller = SubgraphName | 'gateway';

/** One request that its owner answers for others; served at `POST /internal/commands/<name>`. */
export interface CommandContract<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  /** What the owner answers. Everything a caller can understand is in here; faults are thrown. */
  readonly output: Output;
  /** Who may ask; everybody else is refused. */
  readonly callers: readonly CommandCaller[];
}

/** The commands one subgraph answers, keyed `<owner>.<verbNoun>`. */
export function defineCommands<const Contracts extends Readonly<Record<`${SubgraphName}.${string}`, CommandContract>>>(
  contracts: Contracts,
): Contracts {
  return contracts;
}
