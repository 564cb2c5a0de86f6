import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { Kind, type DocumentNode, type OperationDefinitionNode, type OperationTypeNode } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import { compileOperation, type ExecuteCompiled } from './compiled/compile-operation.ts';
import { whyNotCompiled, type Uncompiled } from './compiled/why-not-compiled.ts';
import { createStockExecutor } from './execute-stock.ts';
import type { LoadedSupergraph } from './supergraph.ts';

/** A valid operation, planned and compiled: everything about it that does not depend on who asks. */
export interface PreparedOperation {
  readonly supergraph: LoadedSupergraph;
  /** The operation and its fragments, without the document's other operations. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly name: string | undefined;
  readonly kind: OperationTypeNode;
  readonly plan: QueryPlan;
  /** Present for subscriptions. */
  readonly subscription: SubscriptionNode | undefined;
  /** Who executes the plan: `compiled`, or why it is the stock executor. */
  readonly executedBy: 'compiled' | Uncompiled;
  readonly execute: ExecuteCompiled;
}

/** @throws whatever the planner throws. */
export function prepareOperation(
  given: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode },
  supergraph: LoadedSupergraph,
  log: Logger,
): PreparedOperation {
  const { operation } = given;
  const document = onlyOperation(given.document, operation);
  const plan = supergraph.planner.buildQueryPlan(
    operationFromDocument(supergraph.apiModel, document, { validate: false }),
  );
  const name = operation.name?.value;
  const planned = { document, operation, plan };
  const obstacle = whyNotCompiled(planned);
  if (obstacle) log.debug({ operation: name, reason: obstacle }, 'an operation is left to the stock executor');

  return {
    supergraph,
    document,
    operation,
    name,
    kind: operation.operation,
    plan,
    subscription: plan.node?.kind === 'Subscription' ? plan.node : undefined,
    executedBy: obstacle ?? 'compiled',
    execute: obstacle ? createStockExecutor(planned, supergraph, log) : compileOperation(planned, supergraph),
  };
}

function onlyOperation(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
}
