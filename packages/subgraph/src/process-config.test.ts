import { generatePrivateJwk, toPublicJwk } from '@bazaar/identity/ed25519';
import { ConfigError } from '@bazaar/runtime/config';
import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import { expect, test } from 'vitest';
import { readProcessConfig } from './process-config.ts';

const key = generatePrivateJwk();
const ENV = {
  PORT: '4001',
  INTERNAL_PORT: '5001',
  DATABASE_URL: 'postgres://users@db/bazaar',
  INTERNAL_SIGNING_KEY: JSON.stringify(key),
  INTERNAL_TRUSTED_KEYS: JSON.stringify({ gateway: toPublicJwk(key) }),
  ...Object.fromEntries(
    SUBGRAPH_NAMES.filter((name) => name !== 'users').map((name) => [
      `${name.toUpperCase()}_INTERNAL_URL`,
      `http://${name}:5000`,
    ]),
  ),
};

function problemsOf(env: Record<string, string>): string {
  try {
    readProcessConfig('users', env);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
}

test('a complete environment is a configuration; the subgraph itself needs no address of its own', () => {
  const config = readProcessConfig('users', ENV);
  expect(config).toMatchObject({ HOST: '127.0.0.1', PORT: 4001, LOG_LEVEL: 'info', DATABASE_POOL_SIZE: 10 });
  expect(config.neighbourUrls).toMatchObject({ vendors: 'http://vendors:5000', orders: 'http://orders:5000' });
});

test('every variable that is missing is named at once', () => {
  const problems = problemsOf({});
  for (const name of ['PORT', 'INTERNAL_PORT', 'DATABASE_URL', 'INTERNAL_SIGNING_KEY', 'INTERNAL_TRUSTED_KEYS'])
    expect(problems).toContain(`- ${name}: `);
});

test.each([
  ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
  ['PORT', 'hunter2'],
  ['INTERNAL_SIGNING_KEY', '{"d":"hunter2"}'],
  ['INTERNAL_SIGNING_KEY', 'hunter2'],
  ['INTERNAL_TRUSTED_KEYS', '{"gateway":{"kty":"hunter2"}}'],
  ['CART_INTERNAL_URL', 'hunter2'],
  ['LOG_LEVEL', 'hunter2'],
  ['CRASH_AT', 'hunter2'],
])('a wrong %s is named, and never repeated', (name, value) => {
  const problems = problemsOf({ ...ENV, [name]: value });
  expect(problems).toContain(`- ${name}: `);
  expect(problems).not.toContain('hunter2');
});

test('a neighbour’s address that is missing is named', () => {
  expect(problemsOf({ ...ENV, CART_INTERNAL_URL: '' })).toContain('CART_INTERNAL_URL: is missing');
});
