import { GraphQLError, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import { inSpan, isTraced } from '@bazaar/runtime/tracing';
import type { Reduction } from '../authorization/reduce-operation.ts';
import type { AcceptedOperation } from '../documents/accept-document.ts';
import type { PreparationLimit } from '../guards/limit-preparation.ts';
import { refuse, type Refusal } from '../pipeline/refusal.ts';
import { conditionVariables, perCombinationFor } from './plain/condition-variables.ts';
import type { Decide } from './plain/conditions.ts';
import { prepareOperation, type PreparedOperation } from './prepare-operation.ts';
import type { Client } from './request-scope.ts';

/** From an operation, or what authorization leaves of it, to its fetches. What is skipped or included depends on the variables. @throws what the planner threw, also when it is asked for the same again. */
export type PlanOperation = (
  accepted: AcceptedOperation,
  variables: Readonly<Record<string, unknown>>,
  reduction?: Reduction,
  /** Whose work it is to plan it; absent: nobody's. */
  plannedFor?: Client,
) => PreparedOperation | Refusal;

/**
 * How many variables may decide which of an operation's plans is taken: each doubles the plans that clients can make the gateway build. What further
 * variables decide is decided within the plans, which then may ask for more than is needed. Of mutations all decide: under two conditions the planner
 * would run one twice.
 */
const DECIDING_VARIABLES = 5;
/** Plans that are remembered of one operation. */
const MAX_PLANS = 2 ** DECIDING_VARIABLES;

export interface PlanningOptions {
  readonly decidingVariables?: number;
  /** Told how long each plan took to make. */
  readonly planned?: ((durationMs: number) => void) | undefined;
  /** Who may have how much planned. Default: everybody all. */
  readonly preparation?: PreparationLimit | undefined;
}

/** Plans each operation, and each reduction of it, once for each combination of its conditions, for as long as it is remembered. */
export function createPlanning(
  log: Logger,
  { planned: told, preparation, decidingVariables = DECIDING_VARIABLES }: PlanningOptions = {},
): PlanOperation {
  type Planned = PreparedOperation | Refusal | Failed;
  type PlanFor = (variables: Readonly<Record<string, unknown>>, plannedFor: Client | undefined) => Planned;
  const planned = new WeakMap<OperationDefinitionNode | Reduction, PlanFor>();

  function planFor(accepted: AcceptedOperation, reduction: Reduction | undefined): PlanFor {
    const variables = conditionVariables(accepted);
    const isMutation = accepted.operation.operation === OperationTypeNode.MUTATION;
    const deciding = isMutation ? variables : variables.slice(0, decidingVariables);
    return perCombinationFor<Planned, Client | undefined>(deciding, MAX_PLANS, (valueOf, plannedFor) => {
      const make = (): Planned => {
        const startedAt = performance.now();
        const make = () => plan({ ...accepted, reduction }, valueOf, log);
        // A plan alone would be a trace of nothing else.
        const made = isTraced() ? inSpan({ name: 'plan', kind: 'internal', attributes: {} }, make) : make();
        told?.(performance.now() - startedAt);
        return made;
      };
      if (!plannedFor || !preparation) return { made: make() };
      const refusal = preparation.refusal(plannedFor);
      return refusal ? { made: refusal, isPassing: true } : { made: preparation.count(plannedFor, make) };
    });
  }

  return (accepted, variables, reduction, plannedFor) => {
    const key = reduction ?? accepted.operation;
    let known = planned.get(key);
    if (!known) planned.set(key, (known = planFor(accepted, reduction)));
    const made = known(variables, plannedFor);
    if ('failure' in made) throw made.failure;
    return made;
  };
}

/** Remembered, too: to fail takes the planner as long as to succeed. */
interface Failed {
  readonly failure: Error;
}

function plan(
  {
    document,
    operation,
    schema,
    supergraph,
    reduction,
  }: AcceptedOperation & { readonly reduction: Reduction | undefined },
  decide: Decide,
  log: Logger,
): PreparedOperation | Refusal | Failed {
  try {
    const prepared = prepareOperation({ document, operation, schema, reduction }, supergraph, log, decide);
    if (prepared.kind !== OperationTypeNode.SUBSCRIPTION || prepared.subscription) return prepared;
  } catch (cause) {
    return {
      failure: new Error(`The operation ${operation.name?.value ?? '(anonymous)'} could not be planned.`, { cause }),
    };
  }
  return refuse('GRAPHQL_VALIDATION_FAILED', [new GraphQLError('A subscription must select a field that has events.')]);
}
