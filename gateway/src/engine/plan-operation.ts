import { GraphQLError, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import type { AcceptedOperation } from '../documents/accept-document.ts';
import { MASKED_MESSAGE } from '../guards/mask-errors.ts';
import { refuse, type Refusal } from '../pipeline/refusal.ts';
import { prepareOperation, type PreparedOperation } from './prepare-operation.ts';

/** From an operation to its fetches. */
export type PlanOperation = (accepted: AcceptedOperation) => PreparedOperation | Refusal;

/** Plans each operation once, for as long as it is remembered. */
export function createPlanning(log: Logger): PlanOperation {
  const planned = new WeakMap<OperationDefinitionNode, PreparedOperation | Refusal>();
  return (accepted) => {
    const { operation } = accepted;
    let entry = planned.get(operation);
    if (!entry) planned.set(operation, (entry = plan(accepted, log)));
    return entry;
  };
}

function plan({ document, operation, supergraph }: AcceptedOperation, log: Logger): PreparedOperation | Refusal {
  try {
    const prepared = prepareOperation({ document, operation }, supergraph, log);
    if (prepared.kind !== OperationTypeNode.SUBSCRIPTION || prepared.subscription) return prepared;
  } catch (error) {
    log.error({ err: error, operation: operation.name?.value }, 'an operation could not be planned');
    return refuse('INTERNAL', [new GraphQLError(MASKED_MESSAGE)]);
  }
  return refuse('GRAPHQL_VALIDATION_FAILED', [new GraphQLError('A subscription must select a field that has events.')]);
}
