import { ROLES } from '@bazaar/identity/roles';
import { SCOPES } from '@bazaar/identity/scopes';
import { readSubgraphs } from '@bazaar/schema/read-subgraphs';
import { parse } from 'graphql';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findRuleProblems } from './find-rule-problems.ts';
import { REPOSITORY } from './repository.ts';

/** Mutations that anybody may call, and why. All others have a rule in the SDL, and the subgraphs check for themselves besides. */
const PUBLIC_MUTATIONS: Readonly<Record<string, string>> = {
  userRegister: 'makes the account that one signs in with',
  userSignIn: 'is how one becomes somebody',
  sessionRefresh: 'takes the refresh token for proof; the access token has run out by then',
  cartCreate: 'guests have carts',
  cartAddLines: 'a guest’s cart has a signed id',
  cartUpdateLines: 'a guest’s cart has a signed id',
  cartRemoveLines: 'a guest’s cart has a signed id',
  cartSelectShipping: 'a guest’s cart has a signed id',
  checkoutStart: 'guests buy, too',
  checkoutComplete: 'a guest has the token of the checkout',
  checkoutCancel: 'a guest has the token of the checkout',
  orderCancel: 'a guest has the token of the order',
  vendorOrderCancel: 'a guest has the token of the order',
};

test('every mutation has a rule, or a reason to have none', async () => {
  const subgraphs = await readSubgraphs(join(REPOSITORY, 'schema/supergraph.yaml'));
  const vocabulary = { roles: ROLES, scopes: SCOPES };
  expect(findRuleProblems(subgraphs, PUBLIC_MUTATIONS, vocabulary)).toEqual([]);
});

const problemsOf = (sdl: string, publicMutations = {}) =>
  findRuleProblems([{ name: 'shops', typeDefs: parse(sdl) }], publicMutations, {
    roles: ['ADMIN'],
    scopes: ['a:read'],
  });

test('a mutation without a rule is named, also in an extension, and so is an entry that needs none', () => {
  expect(
    problemsOf('type Mutation { open: Int @authenticated close: Int } extend type Mutation { burn: Int }'),
  ).toEqual([
    'Mutation.close has no rule, and nobody says why everybody may call it',
    'Mutation.burn has no rule, and nobody says why everybody may call it',
  ]);
  expect(problemsOf('type Mutation { open: Int @authenticated }', { open: 'why not', gone: 'was public' })).toEqual([
    'Mutation.open is not a mutation without a rule',
    'Mutation.gone is not a mutation without a rule',
  ]);
});

test('a rule about what there is not is named', () => {
  expect(
    problemsOf(`type Query {
      a: Int @policy(policies: [["role:ADMIN", "vendor:member"], ["role:BOSS"]])
      b: Int @federation__policy(policies: [["partner:a:read"], ["scope:b:read"], ["open"]])
      c: Int @requiresScopes(scopes: [["a:read", "c:read"]])
    }`),
  ).toEqual([
    'shops: @policy speaks of role:BOSS, which there is not',
    'shops: @policy speaks of scope:b:read, which there is not',
    'shops: @policy speaks of open, which there is not',
    'shops: @requiresScopes speaks of c:read, which there is not',
  ]);
});
