import { extractAuthorization } from '@bazaar/gateway/authorization/extract-authorization';
import { compose } from '@bazaar/gateway/authorization/testing/compose';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { deniedBy, describeDenied } from './denied-fields.ts';

const TYPES = (rule: (directive: string) => string) => `
  type Query {
    products: [Product!]!
    order: Order
    me: User
    both: Int ${rule('@requiresScopes(scopes: [["vendors:read", "orders:read"]])')}
    either: Int ${rule('@requiresScopes(scopes: [["vendors:read"], ["orders:read"]])')}
    open: Int ${rule('@policy(policies: [["partner:catalog:read"]])')}
    keys: Int ${rule('@authenticated')}
  }
  type Product { id: ID! vendor: Vendor ${rule('@policy(policies: [["partner:vendors:read"]])')} }
  type Vendor { name: String orders: [Order!] }
  type Order ${rule('@requiresScopes(scopes: [["orders:read"]])')} { id: ID! buyer: User }
  type User ${rule('@policy(policies: [["role:CUSTOMER"]])')} { email: String }
`;

const denied = deniedBy(
  buildSchema(TYPES(() => '')),
  extractAuthorization(compose({ shop: TYPES((directive) => directive) })).rules,
);
const told = (selection: string, ...scopes: readonly string[]) =>
  denied(`query A ${selection}`, scopes).map(describeDenied);

test('what a key’s scopes open is not told of', () => {
  expect(told('{ products { id vendor { name } } open keys }', 'catalog:read', 'vendors:read')).toEqual([]);
});

test('a denied field is told of by its place, with the scope that it needs, and nothing below it', () => {
  expect(told('{ products { id maker: vendor { orders { id } } } order { id } }', 'catalog:read')).toEqual([
    'products.maker needs vendors:read',
    'order needs orders:read',
  ]);
  expect(told('{ products { vendor { name orders { id } } } }', 'catalog:read', 'vendors:read')).toEqual([
    'products.vendor.orders needs orders:read',
  ]);
});

test('what needs several scopes, one of several, or none that there is, is told as it is', () => {
  expect(told('{ both either open me { email } }')).toEqual([
    'both needs vendors:read and orders:read',
    'either needs vendors:read, or orders:read',
    'open needs catalog:read',
    'me is not for keys',
  ]);
  expect(told('{ both }', 'orders:read')).toEqual(['both needs vendors:read']);
});

test('a field in a fragment is told of wherever it stands, once', () => {
  const fragment = 'fragment P on Product { vendor { name } vendor { name } }';
  expect(
    told(`($no: Boolean = false) { products { ...P } more: products @include(if: $no) { ...P } } ${fragment}`),
  ).toEqual(['products.vendor needs vendors:read', 'more.vendor needs vendors:read']);
});
