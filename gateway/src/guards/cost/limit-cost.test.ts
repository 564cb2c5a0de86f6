import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { createAcceptDocument, type AcceptedOperation } from '../../documents/accept-document.ts';
import { openSupergraph } from '../../engine/supergraph.ts';
import { costSettings } from './cost-settings.ts';
import { createCosting } from './costing.ts';
import { limitSettings } from '../limits/limit-settings.ts';
import { limitCost } from './limit-cost.ts';

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
const accept = createAcceptDocument({
  supergraph: () => supergraph,
  limits: limitSettings.parse({}),
  introspection: true,
  production: true,
});
const settings = costSettings.parse({ mode: 'enforce', budget: 20, budgets: { signedIn: 100 } });
const accepted = (query: string): AcceptedOperation => {
  const answer = accept({ query, rememberedFor: 'anonymous' });
  if ('refused' in answer) throw new Error(answer.refused[0]?.message);
  return answer;
};
const somebody = { sub: 'usr_1', sid: 'ses_1', roles: [], vendors: [] };

function ask(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  { isSignedIn = false, mode = settings.mode } = {},
) {
  const limit = limitCost(createCosting(settings.listLength), { ...settings, mode });
  const client = { caller: isSignedIn ? somebody : null, clientAddress: null };
  const cost = limit(accepted(query), { variables, origin: { requestId: 'r', client } });
  if (!cost || !('refused' in cost)) return cost;
  return cost.refused.map(({ message, extensions }) => `${String(extensions['code'])}: ${message}`).join();
}

const QUERY = 'query ($n: Int) { books(first: $n) { title } }';

test('what costs more than the budget is refused with both numbers, by the class of the client', () => {
  expect(ask(QUERY, { n: 10 })).toEqual({ estimated: 20, budget: 20 });
  expect(ask(QUERY, { n: 11 })).toBe(
    'BAD_REQUEST: This operation costs 22; one may cost at most 20. Ask for shorter lists, or for less of each entry.',
  );
  expect(ask(QUERY, { n: 50 }, { isSignedIn: true })).toEqual({ estimated: 100, budget: 100 });
  expect(ask(QUERY, { n: 51 }, { isSignedIn: true })).toMatch(/costs 102; one may cost at most 100/);
});

test('a missing slicing argument is the client’s mistake', () => {
  expect(ask('{ books { title } }', {})).toBe(
    'BAD_REQUEST: The field "books" takes exactly one of first, last; found 0.',
  );
});

test('nothing is refused where costs are only measured, and nothing measured where they are off', () => {
  expect(ask(QUERY, { n: 11 }, { mode: 'measure' })).toEqual({ estimated: 22, budget: 20 });
  expect(ask('{ books { title } }', {}, { mode: 'measure' })).toBeUndefined();
  expect(ask(QUERY, { n: 11 }, { mode: 'off' })).toBeUndefined();
});
