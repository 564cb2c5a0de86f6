import { Supergraph } from '@apollo/federation-internals';
import { getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createLogger } from '@bazaar/runtime/log';
import { bank } from './conformance/testing/fixtures/bank.ts';
import { shop } from './conformance/testing/fixtures/shop.ts';
import { composeFixture, type FixtureParts } from './conformance/testing/supergraph/fixture.ts';
import { limitPreparation, preparationSettings } from '../guards/limit-preparation.ts';
import { createPlanning, type PlanningOptions } from './plan-operation.ts';
import type { Client } from './request-scope.ts';
import { openSupergraph } from './supergraph.ts';

const log = createLogger({ name: 'planning', level: 'silent' });
const SEVEN = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const DECLARED = SEVEN.map((name) => `$${name}: Boolean!`).join(', ');

function planningOf(parts: FixtureParts, query: string, options: PlanningOptions = {}) {
  const { supergraphSdl } = composeFixture(parts);
  const schema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
  const supergraph = openSupergraph(supergraphSdl, schema);
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  const plan = createPlanning(log, options);
  const accepted = { document, operation, supergraph, schema, checkVariables: () => undefined };
  return (variables: Record<string, unknown>, plannedFor?: Client) => plan(accepted, variables, undefined, plannedFor);
}

/** All values that seven variables may have together. */
function combinations(): Record<string, boolean>[] {
  return Array.from({ length: 2 ** SEVEN.length }, (_, bits) =>
    Object.fromEntries(SEVEN.map((name, index) => [name, ((bits >> index) & 1) === 1])),
  );
}

test('an operation is planned once, whatever its variables', () => {
  const plan = planningOf(shop, 'query ($id: ID!) { product(id: $id) { name stars } }');
  expect(plan({ id: '1' })).toBe(plan({ id: '2' }));
});

test('each combination of conditions has a plan of its own, without conditions', () => {
  const plan = planningOf(shop, 'query ($a: Boolean = true) { product(id: 1) { name stars @include(if: $a) } }');
  expect(plan({ a: true })).toBe(plan({}));
  expect(plan({ a: true })).toMatchObject({ plan: { node: { kind: 'Sequence' } } });
  expect(plan({ a: false })).toMatchObject({ plan: { node: { kind: 'Fetch' } } });
});

test('clients cannot make the gateway build more than 32 plans of a query', () => {
  const fields = SEVEN.map((name) => `${name}: name @include(if: $${name})`).join(' ');
  const plan = planningOf(shop, `query (${DECLARED}) { product(id: 1) { ${fields} } }`);
  expect(new Set(combinations().map((values) => plan(values))).size).toBe(32);
});

test('of a mutation every condition is decided', () => {
  const fields = SEVEN.map((name) => `${name}: count @include(if: $${name})`).join(' ');
  const plan = planningOf(bank, `mutation (${DECLARED}) { ${fields} }`);
  expect(new Set(combinations().map((values) => plan(values))).size).toBe(128);
});

test('a client that has used up its time gets no new plan: those it has, and others’, are taken as before', () => {
  const settings = preparationSettings.parse({ anonymousMs: 600, burstMs: 10 });
  const clock = { now: 0, work: 0 };
  const preparation = limitPreparation({ settings, workMs: () => (clock.work += 6), now: () => clock.now });
  const plan = planningOf(
    shop,
    `query (${DECLARED}) { product(id: 1) { name @include(if: $a) b: name @include(if: $b) } }`,
    {
      preparation,
    },
  );
  const stranger: Client = { caller: null, clientAddress: '192.0.2.1' };
  const [first, second, third] = [{ a: true }, { b: true }, { a: true, b: true }];
  expect(plan(first, stranger)).toMatchObject({ kind: 'query' });
  expect(plan(second, stranger)).toMatchObject({ kind: 'query' });
  expect(plan(third, stranger)).toMatchObject({ http: { status: 429 } });
  expect(plan(first, stranger)).toMatchObject({ kind: 'query' });
  // The refusal is not what is remembered.
  expect(plan(third, { ...stranger, clientAddress: '192.0.2.2' })).toMatchObject({ kind: 'query' });
  expect(plan(third, stranger)).toMatchObject({ kind: 'query' });
});
