import type { OperationDefinitionNode } from 'graphql';
import type { AcceptedOperation } from '../../documents/accept-document.ts';
import { createCostOf, type CostOf } from './create-cost-of.ts';

/** The cost of an operation, whose document is looked at once for as long as it is remembered. */
export type Costing = (accepted: AcceptedOperation) => CostOf;

/** @param listLength how long a list is taken to be when neither the schema nor the client tells. */
export function createCosting(listLength: number): Costing {
  const known = new WeakMap<OperationDefinitionNode, CostOf>();
  return ({ operation, document, supergraph }) => {
    let costOf = known.get(operation);
    if (!costOf) {
      costOf = createCostOf({
        document,
        operation,
        apiSchema: supergraph.apiSchema,
        model: supergraph.costs,
        listLength,
      });
      known.set(operation, costOf);
    }
    return costOf;
  };
}
