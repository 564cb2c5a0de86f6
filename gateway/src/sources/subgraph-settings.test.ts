import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { subgraphSettings } from './subgraph-settings.ts';

const url = 'http://products:4001';

it('needs an address and nothing else', () => {
  expect(subgraphSettings.parse({ url })).toEqual({
    url,
    graphqlPath: '/graphql',
    headers: {},
    errors: 'masked',
    timeoutMs: 15_000,
    passThroughTimeoutMs: 15_000,
    maxResponseBytes: 16 * 1024 * 1024,
    connections: 64,
    maxQueued: 1_000,
    batching: false,
    shareInFlight: false,
    retries: { attempts: 2, baseMs: 50, maxMs: 500, budgetPercent: 20 },
    breaker: { failures: 10, windowMs: 10_000, openMs: 2_000 },
    subscriptions: { transport: 'graphql-ws' },
  });
});

it('fills in what is left out of a part', () => {
  expect(subgraphSettings.parse({ url, batching: {}, retries: { attempts: 0 }, breaker: false })).toMatchObject({
    batching: { maxOperations: 25 },
    retries: { attempts: 0, baseMs: 50 },
    breaker: false,
  });
});

it.each<[string, object]>([
  ['url', { url: 'products:4001' }],
  ['url', { url: 'ftp://products' }],
  ['url', { url: undefined }],
  ['graphqlPath', { graphqlPath: 'graphql' }],
  ['errors', { errors: 'all' }],
  ['timeoutMs', { timeoutMs: 0 }],
  ['timeoutMs', { timeoutMs: 1.5 }],
  ['timeoutMs', { timeoutMs: '10s' }],
  ['connections', { connections: 0 }],
  ['maxQueued', { maxQueued: -1 }],
  ['maxResponseBytes', { maxResponseBytes: 10 }],
  ['batching', { batching: true }],
  ['batching', { batching: { maxOperations: 1 } }],
  ['retries', { retries: { attempts: 100 } }],
  ['breaker', { breaker: { failures: 0 } }],
  ['subscriptions', { subscriptions: { transport: 'multipart' } }],
  ['subscriptions', { subscriptions: { url: 'products' } }],
  ['headers', { headers: { 'Content-Length': '1' } }],
  ['headers', { headers: { 'x-request-id': '1' } }],
  ['headers', { headers: { 'x y': '1' } }],
  ['headers', { headers: { 'x-tenant': 'a\r\nx-admin: yes' } }],
  ['tls', { tls: { ca: '/etc/ca.pem' } }],
  ['timeout', { timeout: 1_000 }],
])('refuses a wrong or unknown %s', (name, given) => {
  const { error } = subgraphSettings.safeParse({ url, ...given });
  expect(JSON.stringify(error?.issues)).toContain(`"${name}"`);
});

it('is documented, setting by setting, with its defaults', async () => {
  const page = await readFile(new URL('../../../docs/gateway/sources.md', import.meta.url), 'utf8');
  const rows = new Map(
    Array.from(page.matchAll(/^\| `(\w+)` +\| ([^|]*)\|([^|]*)\|$/gm), ([, name, ...cells]) => [name, cells.join()]),
  );
  expect([...rows.keys()].toSorted((one, other) => String(one).localeCompare(String(other)))).toEqual(
    Object.keys(subgraphSettings.shape).toSorted((one, other) => one.localeCompare(other)),
  );
  const { retries, breaker, timeoutMs, connections, maxQueued } = subgraphSettings.parse({ url });
  for (const [name, value] of Object.entries({ timeoutMs, connections, maxQueued }))
    expect(rows.get(name)).toContain(String(value));
  for (const [part, values] of Object.entries({ retries, breaker }))
    for (const [name, value] of Object.entries(values))
      expect(rows.get(part)).toContain(`\`${name}\` ${String(value)}`);
});
