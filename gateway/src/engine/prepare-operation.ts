import { operationFromDocument } from '@apollo/federation-internals';
import type { SubscriptionNode } from '@apollo/query-planner';
import {
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type GraphQLError,
  type OperationDefinitionNode,
  type OperationTypeNode,
} from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import type { Reduction } from '../authorization/reduce-operation.ts';
import { compileOperation, type ExecuteCompiled, type PlannedOperation } from './compiled/compile-operation.ts';
import { whyNotCompiled, type Uncompiled } from './compiled/why-not-compiled.ts';
import { createStockExecutor } from './execute-stock.ts';
import { conditionVariables } from './plain/condition-variables.ts';
import type { Decide } from './plain/conditions.ts';
import { plainOperation } from './plain/plain-operation.ts';
import type { LoadedSupergraph } from './supergraph.ts';

/** A valid operation, planned and compiled: everything about it that does not depend on who asks. */
export interface PreparedOperation extends PlannedOperation {
  readonly supergraph: LoadedSupergraph;
  readonly name: string | undefined;
  readonly kind: OperationTypeNode;
  /** Present for subscriptions. */
  readonly subscription: SubscriptionNode | undefined;
  /** Who executes the plan: `compiled`, or why it is the stock executor. */
  readonly executedBy: 'compiled' | Uncompiled;
  readonly execute: ExecuteCompiled;
  /** Errors of what the one who asks may not see of it: part of every answer. They depend on variables, too, so the one who plans does not know them. */
  readonly denials?: readonly GraphQLError[];
}

export interface GivenOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** What its client may know of the supergraph: introspection tells of this. Default: all that clients may. */
  readonly schema?: GraphQLSchema;
  /** What authorization leaves of it: that is planned, and the answer has nulls for what is denied. */
  readonly reduction?: Reduction | undefined;
}

const NOTHING_DECIDED: Decide = () => undefined;

/**
 * @param decide the values of the variables in `@skip` and `@include` for which the operation is planned. Those it does not tell stay conditions of the plan.
 * @throws whatever the planner throws.
 */
export function prepareOperation(
  given: GivenOperation,
  supergraph: LoadedSupergraph,
  log: Logger,
  decide = NOTHING_DECIDED,
): PreparedOperation {
  const planned = planOperation(given, supergraph, decide);
  const schemas = { ...supergraph, seen: given.schema ?? supergraph.apiSchema };
  const { operation, plan } = planned;
  const obstacle = whyNotCompiled(plan);
  const name = operation.name?.value;
  if (obstacle) log.debug({ operation: name, reason: obstacle }, 'an operation is left to the stock executor');

  return {
    ...planned,
    supergraph,
    name,
    kind: operation.operation,
    subscription: plan.node?.kind === 'Subscription' ? plan.node : undefined,
    executedBy: obstacle ?? 'compiled',
    execute: obstacle ? createStockExecutor(planned, schemas, log) : compileOperation(planned, schemas),
  };
}

function planOperation(
  { document, operation, reduction }: GivenOperation,
  supergraph: LoadedSupergraph,
  decide: Decide,
): PlannedOperation {
  const client = { document: onlyOperation(document, operation), operation };
  const rewritten = plainOperation(reduction ?? client, supergraph, decide);
  const { planner, apiModel } = supergraph;
  const plan = planner.buildQueryPlan(operationFromDocument(apiModel, rewritten.plain, { validate: false }));
  const open = conditionVariables(client).filter(({ name }) => decide(name) === undefined);
  return { ...client, ...rewritten, plan, conditions: { decide, open }, denied: reduction?.denied };
}

function onlyOperation(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
}
