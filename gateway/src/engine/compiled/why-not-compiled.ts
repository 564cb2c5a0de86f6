import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { Kind, visit, type DocumentNode, type FieldNode } from 'graphql';

/** Why an operation is left to the stock executor; a label of the metric that counts them. */
export type Uncompiled = 'introspection' | 'inherited-name' | 'context' | 'defer' | 'variable-representations';

/** Names that every object has by inheritance. Where the planner itself asks for such a field, it needs a care that nobody should pay for on every one. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** @returns undefined when the operation can be compiled. */
export function whyNotCompiled(operation: {
  readonly plain: DocumentNode;
  readonly plan: QueryPlan;
}): Uncompiled | undefined {
  const { plain, plan } = operation;
  if (asksForSchema(plain)) return 'introspection';
  for (const fetch of fetchesOf(plan.node)) {
    if (fetch === 'defer') return 'defer';
    if (fetch.contextRewrites?.length) return 'context';
    if (fetch.requires && fetch.variableUsages?.includes('representations')) return 'variable-representations';
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

function asksForSchema(document: DocumentNode): boolean {
  return someField(document, ({ name }) => name.value === '__schema' || name.value === '__type');
}

function hasInheritedKey(document: DocumentNode): boolean {
  return someField(document, ({ alias, name }) => INHERITED.has(alias?.value ?? name.value));
}

function someField(document: DocumentNode, matches: (field: FieldNode) => boolean): boolean {
  let found = false;
  visit(document, {
    [Kind.FIELD](field: FieldNode) {
      if (matches(field)) found = true;
    },
  });
  return found;
}
