import type { Logger } from '@bazaar/runtime/log';
import { prepareOperation, type PreparedOperation } from '../engine/prepare-operation.ts';
import type { Reduction } from './reduce-operation.ts';

/** Plans and compiles what a reduction leaves of an operation. @throws whatever the planner throws. */
export type PrepareReduced = (whole: PreparedOperation, reduction: Reduction) => PreparedOperation;

/** Each reduction is planned once: it is forgotten together with the operation it belongs to. */
export function createReducedOperations(log: Logger): PrepareReduced {
  const known = new WeakMap<Reduction, PreparedOperation>();
  return ({ document, operation, supergraph }, reduction) => {
    let prepared = known.get(reduction);
    if (!prepared)
      known.set(reduction, (prepared = prepareOperation({ document, operation, reduction }, supergraph, log)));
    return prepared;
  };
}
