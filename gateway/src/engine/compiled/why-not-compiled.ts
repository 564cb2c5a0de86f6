import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { Kind, visit, type DocumentNode, type FieldNode } from 'graphql';

/** Why an operation is left to the stock executor; a label of the metric that counts them. */
export type Uncompiled = (typeof UNCOMPILED)[number];
export const UNCOMPILED = ['inherited-name', 'context', 'defer'] as const;

/** Names that every object has by inheritance. As keys they need a care that nobody should pay for on every field: the client's are renamed. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** @returns undefined when the operation can be compiled. */
export function whyNotCompiled(plan: QueryPlan): Uncompiled | undefined {
  for (const fetch of fetchesOf(plan.node)) {
    if (fetch === 'defer') return 'defer';
    if (fetch.contextRewrites?.length) return 'context';
    if (fetch.operationDocumentNode && hasInheritedKey(fetch.operationDocumentNode)) return 'inherited-name';
  }
  return undefined;
}

function fetchesOf(node: PlanNode | SubscriptionNode | undefined): readonly (FetchNode | 'defer')[] {
  switch (node?.kind) {
    case undefined:
      return [];
    case 'Fetch':
      return [node];
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesOf);
    case 'Flatten':
      return fetchesOf(node.node);
    case 'Condition':
      return [...fetchesOf(node.ifClause), ...fetchesOf(node.elseClause)];
    case 'Subscription':
      return [node.primary, ...fetchesOf(node.rest)];
    case 'Defer':
      return ['defer'];
  }
}

function hasInheritedKey(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.FIELD]({ alias, name }: FieldNode) {
      if (INHERITED.has((alias ?? name).value)) found = true;
    },
  });
  return found;
}
