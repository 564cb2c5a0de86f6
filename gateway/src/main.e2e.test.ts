import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { parse } from 'yaml';
import { afterEach, expect, it } from 'vitest';
import { startFixtureServer } from './testing/fixture-server.ts';
import { createWorld, FIXTURES, fixtureSchema, fixtureSupergraph } from './testing/fixture-subgraphs.ts';

const MAIN = new URL('main.ts', import.meta.url).pathname;
const MARKETPLACE = new URL('../../deploy/gateway.yaml', import.meta.url).pathname;
const ROOT = new URL('../..', import.meta.url).pathname;

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

interface GatewayProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  output(): string;
}

function run(env: Record<string, string>, flags: readonly string[] = []): GatewayProcess {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', MAIN, ...flags], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  cleanups.push(() => child.kill('SIGKILL'));
  return { child, exited, output: () => text };
}

it('serves the subgraphs its environment names, verifies tokens against the issuer, and drains on SIGTERM', async () => {
  const gatewayKeys = await generateKeyPair('EdDSA', { extractable: true });
  const userKeys = await generateKeyPair('EdDSA', { extractable: true });
  const trusted = { issuer: 'gateway', key: await exportJWK(gatewayKeys.publicKey) };
  const world = createWorld();
  const urls: Record<string, string> = {};
  for (const name of FIXTURES) {
    const server = await startFixtureServer({ name, schema: fixtureSchema(name), world, trusted });
    cleanups.push(() => server.stop());
    urls[`${name.toUpperCase()}_URL`] = server.url;
  }
  // The fixture answers every other path itself, so keys come from a server of their own, as the issuer's would.
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(userKeys.publicKey)), kid: 'k1' }] });
  const issuer = createServer((request, response) =>
    request.url === '/.well-known/jwks.json' ? response.end(jwks) : response.writeHead(404).end(),
  );
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => issuer.close().closeAllConnections());
  const users = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;

  const directory = await mkdtemp(join(tmpdir(), 'gateway-'));
  cleanups.push(() => rm(directory, { recursive: true }));
  const sdl = fixtureSupergraph().replace(
    'enum join__Graph {',
    `enum join__Graph {\n  USERS @join__graph(name: "users", url: "")`,
  );
  await writeFile(join(directory, 'supergraph.graphql'), sdl);
  // The fixture has no contracts.
  const settings = parse(await readFile(MARKETPLACE, 'utf8')) as Record<string, unknown>;
  await writeFile(join(directory, 'gateway.json'), JSON.stringify({ ...settings, contracts: {} }));

  const { child, exited, output } = run({
    ...urls,
    USERS_URL: users,
    PORT: '0',
    GATEWAY_CONFIG: join(directory, 'gateway.json'),
    SUPERGRAPH_PATH: join(directory, 'supergraph.graphql'),
    INTERNAL_SIGNING_KEY: JSON.stringify(await exportJWK(gatewayKeys.privateKey)),
  });
  await expect.poll(() => /"url":"(http[^"]+)".*"msg":"ready"/.exec(output())?.[1], { timeout: 15_000 }).toBeDefined();
  const url = /"url":"(http[^"]+)".*"msg":"ready"/.exec(output())?.[1] ?? '';

  const token = await new SignJWT({ sid: 'ses_1', roles: [], vendors: [] })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k1' })
    .setIssuer('bazaar')
    .setAudience('bazaar')
    .setSubject('usr_1')
    .setExpirationTime('5 minutes')
    .sign(userKeys.privateKey);
  const ask = async (query: string): Promise<unknown> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    return response.json();
  };
  expect(await ask('{ whoami { sub } product(sku: "a") { name stars } }')).toMatchObject({
    data: { whoami: { sub: 'usr_1' }, product: { name: 'Apple', stars: 4.5 } },
  });
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);

  const inFlight = ask('{ slow(ms: 500) }');
  await expect.poll(() => world.running).toBe(1);
  child.kill('SIGTERM');
  expect(await inFlight).toMatchObject({ data: { slow: 'done' } });
  expect(await exited).toBe(0);
});

it('does not start with a contract that cannot be, and says why', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-'));
  cleanups.push(() => rm(directory, { recursive: true }));
  const path = join(directory, 'supergraph.graphql');
  await writeFile(path, fixtureSupergraph());
  const config = join(directory, 'gateway.json');
  const urls = Object.fromEntries(FIXTURES.map((name) => [name, { url: 'http://127.0.0.1:1' }]));
  await writeFile(config, JSON.stringify({ subgraphs: urls, contracts: { partner: { include: ['partner'] } } }));
  const { exited, output } = run({ GATEWAY_CONFIG: config, SUPERGRAPH_PATH: path, PORT: '0' });
  expect(await exited).toBe(1);
  expect(output()).toContain('contract partner: Query is not in the contract');
});

/** What `--print-config` makes of a file beside a supergraph. */
async function printConfig(text: string, env: Record<string, string> = {}): Promise<GatewayProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-'));
  cleanups.push(() => rm(directory, { recursive: true }));
  const path = join(directory, 'supergraph.graphql');
  await writeFile(path, fixtureSupergraph({ products: 'http://127.0.0.1:1/query' }));
  const config = join(directory, 'gateway.yaml');
  await writeFile(config, text);
  return run(env, ['--supergraph', path, '--config', config, '--print-config']);
}

it('prints what the settings amount to, each subgraph at its address', async () => {
  const text = 'subgraphs: { reviews: { url: "http://127.0.0.1:2", timeoutMs: 5 } }';
  const { exited, output } = await printConfig(text, { REVIEWS_URL: 'http://127.0.0.1:3' });
  expect(await exited).toBe(0);
  expect(parse(output())).toMatchObject({
    subgraphs: {
      products: { url: 'http://127.0.0.1:1', graphqlPath: '/query' },
      reviews: { url: 'http://127.0.0.1:3', graphqlPath: '/graphql', timeoutMs: 5 },
    },
  });
});

it('prints what is wrong with them instead', async () => {
  const { exited, output } = await printConfig('subgraphs: { reviews: { timeoutMS: 5 } }');
  expect(await exited).toBe(1);
  expect(output()).toBe('The configuration is not usable:\n  - subgraphs.reviews: Unrecognized key: "timeoutMS"\n');
});

it('does not start with a configuration that is not usable, and names the variables', async () => {
  const { exited, output } = run({ GATEWAY_CONFIG: MARKETPLACE, PORT: 'no', INTERNAL_SIGNING_KEY: 'topsecret' });
  expect(await exited).toBe(1);
  expect(output()).toContain('PORT');
  expect(output()).toContain('INTERNAL_SIGNING_KEY');
  expect(output()).not.toContain('topsecret');
});
