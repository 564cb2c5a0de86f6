import type { z } from 'zod';
import type { SubgraphName } from '../subgraph-names.ts';

/** One request a subgraph answers for its neighbours; served at `POST /internal/commands/<name>`. */
export interface CommandContract<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  /** What the owner answers. Everything a caller can understand is in here; faults are thrown. */
  readonly output: Output;
  /** Who may ask; everybody else is refused. */
  readonly callers: readonly SubgraphName[];
}

/** The commands one subgraph answers, keyed `<owner>.<verbNoun>`. */
export function defineCommands<const Contracts extends Readonly<Record<`${SubgraphName}.${string}`, CommandContract>>>(
  contracts: Contracts,
): Contracts {
  return contracts;
}
