import { readSubgraphs } from '@bazaar/schema/read-subgraphs';
import { parse } from 'graphql';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { CONDITIONS, conditionOf, findCodeProblems, listCodes } from './find-code-problems.ts';
import { findConnectionProblems } from './find-connection-problems.ts';
import { findNameProblems } from './find-name-problems.ts';
import type { NamedSchema } from './find-schema-problems.ts';
import { REPOSITORY } from './repository.ts';

function findVocabularyProblems(subgraph: NamedSchema): string[] {
  return [...findCodeProblems(subgraph), ...findConnectionProblems(subgraph), ...findNameProblems(subgraph)];
}

describe('the five subgraphs', () => {
  let subgraphs: Awaited<ReturnType<typeof readSubgraphs>>;

  beforeAll(async () => {
    subgraphs = await readSubgraphs(join(REPOSITORY, 'schema/supergraph.yaml'));
  });

  test('speak one language', () => {
    expect(subgraphs.flatMap(findVocabularyProblems)).toEqual([]);
  });

  test('need every word for a condition that there is', () => {
    const used = new Set(subgraphs.flatMap(listCodes).map(conditionOf));
    expect(CONDITIONS.filter((condition) => !used.has(condition))).toEqual([]);
  });
});

describe('the checks', () => {
  const LINES = `firstName: String! lastName: String! company: String line1: String! line2: String city: String!
    region: String postalCode: String country: CountryCode! phone: String`;
  const PAGE = `
    "At most this many from the start, or after \`after\`: 20 unless told, up to 100." first: Int,
    "Continues after this cursor." after: String,
    "At most this many from the end, or before \`before\`, up to 100." last: Int,
    "Goes back from this cursor." before: String`;
  const SOUND = `
    interface UserError { message: String! field: [String!] }
    interface PostalAddress { ${LINES} }
    type ShopUserError implements UserError { code: ShopErrorCode! message: String! field: [String!] }
    enum ShopErrorCode { SHOP_NOT_FOUND NAME_INVALID OFFER_OUT_OF_STOCK }
    enum ShopWarningCode { PRICE_CHANGED }
    enum ShopStatus { OPEN }
    type Query { shops(where: ShopWhere, orderBy: ShopOrderBy = NEWEST, ${PAGE}): ShopConnection }
    input ShopWhere { statuses: [ShopStatus!] }
    enum ShopOrderBy { NEWEST }
    type Shop { id: ID! status: ShopStatus! address: ShopAddress }
    type ShopConnection { edges: [ShopEdge!]! nodes: [Shop!]! pageInfo: PageInfo! totalCount: Int }
    type ShopEdge { cursor: String! node: Shop! }
    type ShopAddress implements PostalAddress { id: ID! ${LINES} isDefault: Boolean! }
    type Mutation { shopUpdate(input: ShopUpdateInput!): ShopUpdatePayload }
    "Input of \`shopUpdate\`."
    input ShopUpdateInput { shopId: ID! ${LINES.replaceAll('!', '')} }
    "Result of \`shopUpdate\`."
    type ShopUpdatePayload { shop: Shop userErrors: [ShopUserError!]! }
  `;
  const problemsOf = (sdl: string) => findVocabularyProblems({ name: 'shop', typeDefs: parse(sdl) });

  test('a sound schema has no problems', () => {
    expect(problemsOf(SOUND)).toEqual([]);
  });

  test.each([
    // Errors.
    ['ShopUserError', 'StoreUserError', /StoreUserError must be called ShopUserError/],
    ['ShopErrorCode', 'StoreErrorCode', /StoreErrorCode must be called ShopErrorCode/],
    ['code: ShopErrorCode! message', 'code: ShopErrorCode message', /ShopUserError must have code: ShopErrorCode!/],
    ['NAME_INVALID', 'INVALID_NAME', /ShopErrorCode\.INVALID_NAME is not a subject and one/],
    ['NAME_INVALID', 'MISSING_NAME', /ShopErrorCode\.MISSING_NAME is not a subject and one/],
    ['NAME_INVALID', 'UNKNOWN_NAME_INVALID', /ShopErrorCode\.UNKNOWN_NAME_INVALID is not a subject and one/],
    ['NAME_INVALID', 'NAME_TOO_LONG', /ShopErrorCode\.NAME_TOO_LONG is not a subject and one/],
    ['NAME_INVALID', 'NAME_ALREADY_TAKEN', /ShopErrorCode\.NAME_ALREADY_TAKEN is not a subject and one/],
    ['NAME_INVALID', 'INVALID', /ShopErrorCode\.INVALID is not a subject and one/],
    ['OFFER_OUT_OF_STOCK', 'OUT_OF_STOCK', /ShopErrorCode\.OUT_OF_STOCK is not a subject and one/],
    ['PRICE_CHANGED', 'PRICE_OTHER', /ShopWarningCode\.PRICE_OTHER is not a subject and one/],
    // Lists.
    ['where: ShopWhere', 'where: StoreWhere', /Query\.shops must be chosen by where: ShopWhere/],
    ['where: ShopWhere', 'filter: ShopWhere', /Query\.shops must be chosen by where: ShopWhere/],
    ['ShopWhere', 'ShopFilter', /ShopFilter must be called ShopWhere/],
    ['orderBy: ShopOrderBy', 'order: ShopOrderBy', /Query\.shops must be ordered by orderBy: ShopOrderBy/],
    ['ShopOrderBy', 'ShopSort', /ShopSort must be called ShopOrderBy/],
    ['first: Int', 'after: Int', /Query\.shops must end with first: Int, after: String, last: Int, before: String/],
    [' before: String', ' before: String, reverse: Boolean', /Query\.shops must end with first: Int/],
    ['Goes back from', 'Before', /Query\.shops must describe its page in the words of other connections/],
    ['statuses: [ShopStatus!]', 'status: [ShopStatus!]', /ShopWhere\.status must be plural exactly if it is a list/],
    ['statuses: [ShopStatus!]', 'statuses: ShopStatus', /ShopWhere\.statuses must be plural exactly if it is a list/],
    ['): ShopConnection', '): [Shop!]', /Query\.shops is paged and no connection/],
    ['nodes: [Shop!]! ', '', /ShopConnection must have nodes: \[Shop!\]!/],
    ['edges: [ShopEdge!]!', 'edges: [ShopEdge]', /ShopConnection must have edges: \[ShopEdge!\]!/],
    ['pageInfo: PageInfo! ', '', /ShopConnection must have pageInfo: PageInfo!/],
    ['totalCount: Int', 'totalCount: Int!', /ShopConnection must have totalCount: Int/],
    ['type ShopEdge', 'type StoreEdge', /ShopConnection has no ShopEdge/],
    ['cursor: String! ', '', /ShopEdge must have cursor: String!, node: Shop!/],
    ['node: Shop!', 'node: Shop', /ShopEdge must have cursor: String!, node: Shop!/],
    ['node: Shop!', 'node: Shop! since: Int', /ShopEdge must have cursor: String!, node: Shop!/],
    // Names.
    ['ShopStatus', 'ShopState', /ShopState must be called ShopStatus/],
    ['shopId: ID!', 'id: ID!', /ShopUpdateInput\.id must say whose id it is/],
    ['"Input of `shopUpdate`."', '"What to change."', /ShopUpdateInput must be described as "Input of `shopUpdate`\."/],
    ['"Result of `shopUpdate`."', '', /ShopUpdatePayload must be described as "Result of `shopUpdate`\."/],
    // Addresses.
    ['id: ID! firstName: String! lastName: String!', 'id: ID! recipient: String!', /ShopAddress must have firstName/],
    ['id: ID! firstName: String!', 'id: ID! firstName: String', /ShopAddress must have firstName: String!/],
    ['id: ID! firstName: String! lastName', 'id: ID! lastName: String! firstName', /ShopAddress must have firstName/],
    ['ShopAddress implements PostalAddress', 'ShopAddress', /ShopAddress must implement PostalAddress/],
    [
      'input ShopUpdateInput { shopId: ID! firstName: String',
      'input ShopUpdateInput { shopId: ID!',
      /ShopUpdateInput must have firstName: String,/,
    ],
  ])('`%s` as `%s`', (before, after, problem) => {
    expect(SOUND).toContain(before);
    expect(problemsOf(SOUND.replaceAll(before, after))).toContainEqual(expect.stringMatching(problem));
  });

  test('a connection may know more than others, and a list that is not paged needs none', () => {
    expect(problemsOf(SOUND.replace('totalCount: Int', 'totalCount: Int correctedQuery: String'))).toEqual([]);
    expect(problemsOf(SOUND.replace('id: ID! status', 'rooms(first: Int): [Int!]! id: ID! status'))).toEqual([]);
  });
});
