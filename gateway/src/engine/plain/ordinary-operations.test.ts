import { readdirSync, readFileSync } from 'node:fs';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { concatAST, Kind, parse, separateOperations, type DocumentNode } from 'graphql';
import { describe, expect, test } from 'vitest';
import { extractAuthorization } from '../../authorization/extract-authorization.ts';
import { openSupergraph } from '../supergraph.ts';
import { plainOperation } from './plain-operation.ts';

const SCHEMA = new URL('../../../../schema/', import.meta.url);

const { sdl } = extractAuthorization(readFileSync(new URL('supergraph.graphql', SCHEMA), 'utf8'));
const supergraph = openSupergraph(sdl, Supergraph.build(sdl).apiSchema().toGraphQLJSSchema());

/** What our own clients ask. */
const operations = separateOperations(
  concatAST(
    readdirSync(new URL('operations/', SCHEMA))
      .filter((file) => file.endsWith('.graphql'))
      .map((file) => parse(readFileSync(new URL(`operations/${file}`, SCHEMA), 'utf8'))),
  ),
);

describe('plain words cost nothing', () => {
  test.each(Object.entries(operations))('%s: the same fetches', (_, document) => {
    const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    if (!operation) throw new Error('no operation');
    const { plain } = plainOperation({ document, operation }, supergraph, () => undefined);
    expect(fetchesOf(plain)).toEqual(fetchesOf(document));
  });
});

function fetchesOf(document: DocumentNode): string[] {
  const { planner, apiModel } = supergraph;
  const plan: QueryPlan = planner.buildQueryPlan(operationFromDocument(apiModel, document, { validate: false }));
  return within(plan.node).map(({ serviceName, operation }) => `${serviceName}: ${operation}`);
}

function within(node: PlanNode | SubscriptionNode | undefined): FetchNode[] {
  switch (node?.kind) {
    case 'Fetch':
      return [node];
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(within);
    case 'Flatten':
      return within(node.node);
    case 'Subscription':
      return [node.primary, ...within(node.rest)];
    default:
      return [];
  }
}
