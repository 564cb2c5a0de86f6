import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { findUserErrorProblems } from './find-user-error-problems.ts';

const SCHEMA = buildSchema(`
  type Query { shop: String }
  type Mutation { shopOpen(input: ShopOpenInput!): ShopOpenPayload }
  input ShopOpenInput { name: String, lines: [LineInput!] }
  input LineInput { quantity: Int! }
  type ShopOpenPayload { userErrors: [ShopUserError!]! }
  type ShopUserError { code: ShopErrorCode!, field: [String!] }
  enum ShopErrorCode {
    "The name is too long."
    NAME_INVALID
    "There are enough shops. No field is named: nothing is wrong with this one."
    SHOP_LIMIT_REACHED
  }
`);
const DOCUMENT = 'mutation { opened: shopOpen(input: {}) { userErrors { code field } } }';

const problemsOf = (...userErrors: object[]) =>
  findUserErrorProblems(SCHEMA, DOCUMENT, { opened: { userErrors: userErrors } });

test.each([
  { code: 'NAME_INVALID', field: ['name'] },
  { code: 'NAME_INVALID', field: ['lines'] },
  { code: 'NAME_INVALID', field: ['lines', '0'] },
  { code: 'NAME_INVALID', field: ['lines', '12', 'quantity'] },
  { code: 'SHOP_LIMIT_REACHED', field: null },
  { code: 'NAME_INVALID' },
])('%j is fine', (error) => {
  expect(problemsOf(error)).toEqual([]);
});

test.each([
  [{ code: 'NAME_INVALID', field: ['title'] }, /names title, which/],
  [{ code: 'NAME_INVALID', field: ['name', '0'] }, /names name\.0, which/],
  [{ code: 'NAME_INVALID', field: ['lines', 'quantity'] }, /names lines\.quantity, which/],
  [{ code: 'NAME_INVALID', field: ['lines', '0', 'price'] }, /names lines\.0\.price, which/],
  [{ code: 'NAME_INVALID', field: null }, /NAME_INVALID names no field/],
])('%j is not', (error, problem) => {
  expect(problemsOf({ code: 'NAME_INVALID', field: ['name'] }, error)).toEqual([expect.stringMatching(problem)]);
});

test('a query, a payload that is null and an answer without data have nothing wrong with them', () => {
  expect(findUserErrorProblems(SCHEMA, '{ shop }', { shop: null })).toEqual([]);
  expect(findUserErrorProblems(SCHEMA, DOCUMENT, { opened: null })).toEqual([]);
  expect(findUserErrorProblems(SCHEMA, DOCUMENT, undefined)).toEqual([]);
});
