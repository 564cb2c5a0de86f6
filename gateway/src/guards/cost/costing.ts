import type { OperationDefinitionNode } from 'graphql';
import type { AcceptedOperation } from '../../documents/accept-document.ts';
import type { LoadedSupergraph } from '../../engine/supergraph.ts';
import { createCostOf, type CostOf } from './create-cost-of.ts';
import type { CostModel } from './read-costs.ts';

/** The cost of an operation, whose document is looked at once for as long as it is remembered. */
export type Costing = (accepted: AcceptedOperation) => CostOf;

/** @param modelOf what `readCosts()` read when the supergraph was loaded. */
export function createCosting(modelOf: (supergraph: LoadedSupergraph) => CostModel, listLength: number): Costing {
  const known = new WeakMap<OperationDefinitionNode, CostOf>();
  return ({ operation, document, supergraph }) => {
    let costOf = known.get(operation);
    if (!costOf) {
      costOf = createCostOf({
        document,
        operation,
        apiSchema: supergraph.apiSchema,
        model: modelOf(supergraph),
        listLength,
      });
      known.set(operation, costOf);
    }
    return costOf;
  };
}
