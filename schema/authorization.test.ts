import { readFile } from 'node:fs/promises';
import { createAuthorize } from '@bazaar/gateway/authorization/authorize';
import { extractAuthorization } from '@bazaar/gateway/authorization/extract-authorization';
import { createPolicies, findUndefinedPolicies } from '@bazaar/gateway/authorization/policies';
import { buildSchema, Kind, parse, type OperationDefinitionNode } from 'graphql';
import { expect, test } from 'vitest';

const read = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');

const { rules } = extractAuthorization(await read('supergraph.graphql'));
const authorize = createAuthorize(buildSchema(await read('api.graphql')), rules);
const evaluatePolicy = createPolicies({});

const USER = { sub: 'usr_1', sid: 'ses_1', roles: ['CUSTOMER'], vendors: [] };
const SELLER = { ...USER, roles: ['CUSTOMER', 'VENDOR'], vendors: [{ id: 'vnd_1', role: 'OWNER' }] };
const partner = (...scopes: string[]) => ({ sub: 'ptn_1', sid: 'pky_1', roles: ['PARTNER'], vendors: [], scopes });

type Caller = Parameters<typeof authorize>[0]['caller'];

/** The paths of what a caller may not see of an operation. */
function denied(text: string, caller: Caller, name?: string): string[] {
  const document = parse(text);
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode =>
      one.kind === Kind.OPERATION_DEFINITION && (name === undefined || one.name?.value === name),
  );
  if (!operation) throw new Error(`no operation ${name}`);
  const authorization = authorize({ document, operation, caller, evaluatePolicy, mode: 'partial', variables: {} });
  return authorization.kind === 'granted' ? [] : authorization.errors.map(({ path }) => path?.join('.') ?? '…');
}

/** What a caller may not see of the committed operations of one file, by operation. */
async function deniedOf(file: string, caller: Caller): Promise<Record<string, string[]>> {
  const text = `${await read(`operations/${file}.graphql`)}\n${await read('operations/fragments.graphql')}`;
  const names = parse(text).definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? (one.name?.value ?? []) : [],
  );
  const found = names.map((name) => [name, denied(text, caller, name)] as const);
  return Object.fromEntries(found.filter(([, paths]) => paths.length > 0));
}

test('guests look around, fill carts and buy', async () => {
  for (const file of ['shop', 'cart', 'checkout']) {
    const { MergeCart: _merged, ...others } = await deniedOf(file, null);
    expect(others).toEqual({});
  }
});

test('shoppers do all that, and what concerns their account and orders', async () => {
  for (const file of ['shop', 'cart', 'checkout', 'account', 'orders']) expect(await deniedOf(file, USER)).toEqual({});
});

test('sellers ship, shoppers do not, and only administrators read the books', async () => {
  expect(Object.keys(await deniedOf('vendor', SELLER))).toEqual(['Ledger']);
  expect(Object.keys(await deniedOf('vendor', USER))).toEqual(['StartProcessing', 'Ship', 'MarkDelivered', 'Ledger']);
  expect(await deniedOf('vendor', { ...USER, roles: ['ADMIN'] })).toEqual({});
});

test('a partner’s key opens what its scopes say', () => {
  const text = '{ products { nodes { id } } vendors { nodes { id } } order(id: "ord_1") { id } myPartner { id } }';
  expect(denied(text, partner())).toEqual(['products', 'vendors', 'order']);
  expect(denied(text, partner('catalog:read'))).toEqual(['vendors', 'order']);
  expect(denied(text, partner('catalog:read', 'vendors:read', 'orders:read'))).toEqual([]);
  expect(denied('{ product(slug: "a") { vendor { name } } }', partner('catalog:read'))).toEqual(['product.vendor']);
});

test('every policy is one that can be met', () => {
  expect(findUndefinedPolicies(rules, {})).toEqual([]);
});
