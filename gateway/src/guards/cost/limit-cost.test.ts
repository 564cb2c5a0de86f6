import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { createAcceptDocument } from '../../documents/accept-document.ts';
import { openSupergraph } from '../../engine/supergraph.ts';
import { costSettings } from './cost-settings.ts';
import { createCosting } from './costing.ts';
import { limitCost } from './limit-cost.ts';
import { readCosts } from './read-costs.ts';

const { supergraphSdl = '' } = composeServices([
  {
    name: 'shop',
    url: 'http://shop.invalid',
    typeDefs: parse(`
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", "@listSize"])
      type Query {
        books(first: Int, last: Int): [Book] @listSize(slicingArguments: ["first", "last"])
      }
      type Book @cost(weight: 2) { title: String }
    `),
  },
]);
const supergraph = openSupergraph(supergraphSdl, Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema());
const model = readCosts(supergraphSdl);
const accept = createAcceptDocument({
  supergraph: () => supergraph,
  documentRules: [],
  introspection: true,
  production: true,
});
const settings = costSettings.parse({ budget: 20, budgets: { partner: 100 } });
const guard = limitCost(
  createCosting(() => model, settings.listLength),
  settings,
  ({ caller }) => (caller ? 'partner' : 'constructor'),
);

async function refusalOf(query: string, variables: Readonly<Record<string, unknown>>, isPartner = false) {
  const accepted = accept({ query });
  if ('refused' in accepted) throw new Error(accepted.refused[0]?.message);
  const caller = isPartner ? { sub: 'ptn_1', sid: 'pky_1', roles: ['PARTNER'], vendors: [] } : null;
  const refusal = await guard(accepted, {
    variables,
    origin: { requestId: 'r', client: { caller, clientAddress: null } },
  });
  return refusal?.refused.map(({ message, extensions }) => `${String(extensions['code'])}: ${message}`).join();
}

const QUERY = 'query ($n: Int) { books(first: $n) { title } }';

test('what costs more than the budget is refused with both numbers, by the class of the client', async () => {
  expect(await refusalOf(QUERY, { n: 10 })).toBeUndefined();
  expect(await refusalOf(QUERY, { n: 11 })).toBe(
    'BAD_REQUEST: This operation costs 22; one may cost at most 20. Ask for shorter lists, or for less of each entry.',
  );
  expect(await refusalOf(QUERY, { n: 50 }, true)).toBeUndefined();
  expect(await refusalOf(QUERY, { n: 51 }, true)).toMatch(/costs 102; one may cost at most 100/);
});

test('a missing slicing argument is the client’s mistake', async () => {
  expect(await refusalOf('{ books { title } }', {})).toBe(
    'BAD_REQUEST: The field "books" takes exactly one of first, last; found 0.',
  );
});

test('a document is looked at once', async () => {
  let looked = 0;
  const costing = createCosting(() => {
    looked += 1;
    return model;
  }, 10);
  const accepted = accept({ query: QUERY });
  if ('refused' in accepted) throw new Error(accepted.refused[0]?.message);
  expect([costing(accepted)({ n: 1 }), costing(accepted)({ n: 2 })]).toEqual([2, 4]);
  expect(looked).toBe(1);
});
