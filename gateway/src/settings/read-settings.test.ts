import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '@bazaar/runtime/config';
import { readSettings, type SettingsSources } from './read-settings.ts';
import { settingsOfSubgraph } from './settings.ts';

const key = { kty: 'OKP', crv: 'Ed25519', x: 'x'.repeat(43), d: 'd'.repeat(43) };
const INTERNAL_SIGNING_KEY = JSON.stringify(key);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'settings-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function read(text: string, env: Record<string, string> = {}, overrides: SettingsSources['overrides'] = []) {
  const file = join(directory, 'gateway.yaml');
  await writeFile(file, text);
  return readSettings({ file, env, overrides });
}

const refusal = (text: string, env: Record<string, string> = {}) =>
  read(text, env).then(
    () => 'accepted',
    (error: unknown) => (error instanceof ConfigError ? error.message : 'another error'),
  );

describe('settings', () => {
  it('need nothing but a supergraph', async () => {
    expect(await readSettings({ env: { SUPERGRAPH_PATH: 's.graphql' } })).toMatchObject({
      supergraph: { path: 's.graphql', watch: true },
      production: true,
      server: { host: '127.0.0.1', port: 4000 },
      cors: { credentials: false, allowHeaders: [] },
      passThrough: [],
    });
    expect(await readSettings({ env: {} }).catch((error: Error) => error.message)).toContain(
      'supergraph.path (SUPERGRAPH_PATH): is missing',
    );
  });

  it('are YAML or JSON', async () => {
    expect(await read('supergraph: { path: a.graphql }\nserver:\n  port: 5000\n')).toMatchObject({
      server: { port: 5000 },
    });
    expect(await read('{"supergraph":{"path":"a.graphql"},"server":{"port":5000}}')).toMatchObject({
      server: { port: 5000 },
    });
  });

  it('yield to variables, which yield to flags', async () => {
    const file = 'supergraph: { path: file.graphql }\nserver: { port: 1, host: 0.0.0.0 }';
    const env = { PORT: '2', SUPERGRAPH_PATH: 'variable.graphql', NODE_ENV: 'development' };
    expect(await read(file, env, [[['server', 'port'], 3]])).toMatchObject({
      supergraph: { path: 'variable.graphql' },
      server: { port: 3, host: '0.0.0.0' },
      production: false,
    });
  });

  it('name everything at fault, with its variable, and repeat no value', async () => {
    const message = await refusal(
      'supergraph: { path: a.graphql, pth: secret }\nserver: { port: secret }\ninternalTokens: {}\nidentity: { issuer: i }\n',
    );
    for (const name of [
      'supergraph',
      'server.port (PORT)',
      'internalTokens.signingKey (INTERNAL_SIGNING_KEY): is missing',
      'identity.audience',
    ])
      expect(message).toContain(name);
    expect(message).not.toContain('secret');
    const variables = await refusal('supergraph: { path: a }', {
      PORT: 'secret',
      REDIS_URL: 'http://secret',
      PASS_THROUGH: 'secret',
      INTERNAL_SIGNING_KEY: JSON.stringify({ ...key, d: 'secret' }),
    });
    for (const name of ['PORT', 'REDIS_URL', 'PASS_THROUGH', 'INTERNAL_SIGNING_KEY']) expect(variables).toContain(name);
    expect(variables).not.toContain('secret');
  });

  it('look for shared documents nowhere but in Redis', async () => {
    const text = 'supergraph: { path: a }\ndocuments: { shared: true }';
    expect(await refusal(text)).toContain('documents.shared: needs redis.url');
    expect((await read(text, { REDIS_URL: 'redis://a.test' })).documents.shared).toBe(true);
  });

  it('let no pages of all origins send cookies, wherever it is said that all may read', async () => {
    const text = 'supergraph: { path: a }\ncors: { origins: [https://a.test], credentials: true }';
    expect((await read(text)).cors).toMatchObject({ credentials: true });
    expect(await refusal(text, { ALLOWED_ORIGINS: '*' })).toContain('cors.credentials: needs origins by name');
  });

  it('of a file that is none say so', async () => {
    expect(await refusal('a: [')).toContain('gateway.yaml');
    expect(await refusal('- a')).toContain('must hold settings by name');
    const missing = readSettings({ file: join(directory, 'none.yaml'), env: {} });
    await expect(missing).rejects.toThrow('cannot be read');
  });

  it('read pass-through routes from a variable', async () => {
    const { passThrough } = await read('supergraph: { path: a }', {
      PASS_THROUGH: 'POST /hooks=orders, GET /keys=users:/.well-known/jwks.json',
    });
    expect(passThrough).toEqual([
      { method: 'POST', path: '/hooks', subgraph: 'orders' },
      { method: 'GET', path: '/keys', subgraph: 'users', to: '/.well-known/jwks.json' },
    ]);
  });

  it('of one subgraph go before those of all', async () => {
    const settings = await read(
      'supergraph: { path: a }\nallSubgraphs: { timeoutMs: 1000, connections: 8 }\nsubgraphs: { users: { timeoutMs: 50 } }',
      { INTERNAL_SIGNING_KEY },
    );
    expect(settingsOfSubgraph('users', { url: 'http://users:1' }, settings)).toMatchObject({
      timeoutMs: 50,
      connections: 8,
    });
    expect(settingsOfSubgraph('other', { url: 'http://other:1' }, settings)).toMatchObject({
      url: 'http://other:1',
      timeoutMs: 1000,
    });
  });
});
