import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { ConfigError } from '@bazaar/runtime/config';
import { GATEWAY_VARIABLES, readGatewayConfig, readSubgraphUrls } from './config.ts';

const key = { kty: 'OKP', crv: 'Ed25519', x: 'x'.repeat(43), d: 'd'.repeat(43) };
const INTERNAL_SIGNING_KEY = JSON.stringify(key);

it('has a default for everything but its own key', () => {
  const config = readGatewayConfig({ INTERNAL_SIGNING_KEY });
  expect(config).toMatchObject({ PORT: 4000, ALLOWED_ORIGINS: [], ACCESS_TOKEN_ISSUER: 'bazaar' });
  expect(config.INTERNAL_SIGNING_KEY).toEqual(key);
});

it('names every variable at fault, and no value', () => {
  const read = () =>
    readGatewayConfig({
      PORT: 'x',
      REDIS_URL: 'http://secret',
      PASS_THROUGH: 'nonsense',
      INTERNAL_SIGNING_KEY: JSON.stringify({ ...key, d: 'secret' }),
    });
  expect(read).toThrow(ConfigError);
  try {
    read();
  } catch (error) {
    const { message } = error as ConfigError;
    for (const name of ['PORT', 'REDIS_URL', 'PASS_THROUGH', 'INTERNAL_SIGNING_KEY']) expect(message).toContain(name);
    expect(message).not.toContain('secret');
  }
});

it('reads pass-through routes', () => {
  const { PASS_THROUGH } = readGatewayConfig({
    INTERNAL_SIGNING_KEY,
    PASS_THROUGH: 'POST /hooks=orders, GET /keys=users:/.well-known/jwks.json',
  });
  expect(PASS_THROUGH).toEqual([
    { method: 'POST', path: '/hooks', subgraph: 'orders' },
    { method: 'GET', path: '/keys', subgraph: 'users', to: '/.well-known/jwks.json' },
  ]);
});

it('takes addresses of subgraphs from the environment, then from the supergraph', () => {
  const subgraphs = [
    { name: 'users', url: 'http://users:4001/graphql' },
    { name: 'catalog', url: 'http://catalog:4002' },
  ];
  expect([...readSubgraphUrls({ CATALOG_URL: 'https://c.test/graphql' }, subgraphs)]).toEqual([
    ['users', 'http://users:4001'],
    ['catalog', 'https://c.test'],
  ]);
  expect(() => readSubgraphUrls({ USERS_URL: 'nope' }, subgraphs)).toThrow('USERS_URL');
});

it('is described in the README, every variable of it', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  for (const name of Object.keys(GATEWAY_VARIABLES)) expect(readme).toContain(`\`${name}\``);
});
