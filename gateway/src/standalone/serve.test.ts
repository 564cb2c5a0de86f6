import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createLifecycle } from '@bazaar/runtime/lifecycle';
import { createLogger } from '@bazaar/runtime/log';
import { settingsSchema, type GivenSettings } from '../settings/settings.ts';
import { startFixtureServer, type FixtureServer } from '../testing/fixture-server.ts';
import {
  createWorld,
  FIXTURES,
  fixtureSchema,
  fixtureSupergraph,
  type FixtureName,
} from '../testing/fixture-subgraphs.ts';
import { serve } from './serve.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function startSubgraphs(): Promise<Record<FixtureName, FixtureServer>> {
  const world = createWorld();
  const servers = await Promise.all(
    FIXTURES.map(async (name) => {
      const server = await startFixtureServer({ name, schema: fixtureSchema(name), world });
      cleanups.push(() => server.stop());
      return [name, server] as const;
    }),
  );
  return Object.fromEntries(servers) as Record<FixtureName, FixtureServer>;
}

const addressesOf = (servers: Record<FixtureName, FixtureServer>) =>
  Object.fromEntries(FIXTURES.map((name) => [name, `${servers[name].url}/graphql`]));

async function startStandalone(sdl: string, given: Partial<GivenSettings> = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'standalone-'));
  cleanups.push(() => rm(directory, { recursive: true }));
  const path = join(directory, 'supergraph.graphql');
  await writeFile(path, sdl);
  const logged: { msg: string; level: string; [key: string]: unknown }[] = [];
  const log = createLogger({
    name: 'gateway',
    level: 'debug',
    destination: { write: (line: string) => void logged.push(JSON.parse(line) as (typeof logged)[number]) },
  });
  const lifecycle = createLifecycle(log);
  cleanups.push(() => lifecycle.stop());
  const settings = settingsSchema.parse({ ...given, supergraph: { path }, server: { port: 0, ...given.server } });
  const gateway = await serve(settings, {}, lifecycle, log);

  async function ask(query: string, headers: Record<string, string> = {}): Promise<unknown> {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return response.json();
  }
  /** Replaces the file at once, as a deployment does. */
  async function publish(text: string): Promise<void> {
    await writeFile(`${path}.next`, text);
    await rename(`${path}.next`, path);
  }
  const withdraw = (): Promise<void> => rm(path);
  return { gateway, ask, publish, withdraw, logged };
}

const JOIN = '{ products { name stars seller { title } } }';
const JOINED = {
  data: {
    products: [
      { name: 'Apple', stars: 4.5, seller: { title: 'Orchard' } },
      { name: 'Bread', stars: 4.5, seller: { title: 'Bakery' } },
    ],
  },
};

it('serves a supergraph with nothing but its file, to subgraphs that ask for no token', async () => {
  const servers = await startSubgraphs();
  const { ask } = await startStandalone(fixtureSupergraph(addressesOf(servers)));
  expect(await ask(JOIN)).toEqual(JOINED);
  expect(servers.products.seen[0]?.authorization).toBeUndefined();
  // A token of whoever is not this gateway's to judge.
  expect(await ask(JOIN, { authorization: 'Bearer of-another-issuer' })).toEqual(JOINED);
});

it('asks a subgraph at the address that the supergraph gives, whatever its path', async () => {
  const asked: string[] = [];
  const subgraph = createHttpServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'application/json').end('{"data":{"mood":"GOOD"}}');
  }).listen(0, '127.0.0.1');
  cleanups.push(() => subgraph.close().closeAllConnections());
  await once(subgraph, 'listening');
  // It listens on a port, not on a path.
  const { port } = subgraph.address() as AddressInfo;
  const paths = ['/graphql', '', '/', '/query', '/api/graphql/?tenant=1', '/api/v1/gql'];
  for (const path of paths) {
    const sdl = fixtureSupergraph({ products: `http://127.0.0.1:${port}${path}` });
    const { ask } = await startStandalone(sdl);
    expect(await ask('{ mood(mood: GOOD) }')).toEqual({ data: { mood: 'GOOD' } });
  }
  expect(asked).toEqual(['/graphql', '/', ...paths.slice(2)]);

  const moved = fixtureSupergraph({ products: `http://127.0.0.1:${port}/old` });
  const settings = { subgraphs: { products: { url: `http://127.0.0.1:${port}/new`, graphqlPath: '/gql' } } };
  const { ask } = await startStandalone(moved, settings);
  await ask('{ mood(mood: GOOD) }');
  expect(asked.at(-1)).toBe('/new/gql');
});

it('swaps the supergraph when its file changes, and fails no request meanwhile', async () => {
  const servers = await startSubgraphs();
  const sdl = fixtureSupergraph(addressesOf(servers));
  const { ask, publish, logged } = await startStandalone(sdl);
  const withoutMood = sdl.replace(/^ *mood\(.*$/m, '');
  expect(await ask('{ mood(mood: GOOD) }')).toEqual({ data: { mood: 'GOOD' } });

  let isOver = false;
  let answered = 0;
  const load = Promise.all(
    Array.from({ length: 4 }, async () => {
      while (!isOver) {
        expect(await ask(JOIN)).toEqual(JOINED);
        answered += 1;
      }
    }),
  );
  await publish(withoutMood);
  await expect
    .poll(() => ask('{ mood(mood: GOOD) }'), { timeout: 10_000 })
    .toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  isOver = true;
  await load;
  expect(answered).toBeGreaterThan(4);
  expect(logged.some(({ msg }) => msg === 'the supergraph was swapped')).toBe(true);
});

it('refuses a file that is not usable, says so once, and goes on with the old one', async () => {
  const servers = await startSubgraphs();
  const sdl = fixtureSupergraph(addressesOf(servers));
  const { ask, publish, logged } = await startStandalone(sdl);
  const refusals = () => logged.filter(({ msg }) => msg.startsWith('the supergraph is not usable'));
  for (const [index, broken] of [
    'type Query {',
    'type Query { a: Int }',
    sdl.replace('union', '').slice(0, -40),
  ].entries()) {
    await publish(broken);
    await expect.poll(() => refusals().length, { timeout: 10_000 }).toBe(index + 1);
    expect(await ask(JOIN)).toEqual(JOINED);
  }
  await sleep(1_200);
  expect(refusals()).toHaveLength(3);
});

it('counts each new file that comes to nothing, once, whatever is wrong with it', async () => {
  const servers = await startSubgraphs();
  const sdl = fixtureSupergraph(addressesOf(servers));
  const internalPort = await freePort();
  const { publish, withdraw } = await startStandalone(sdl, { server: { internalPort } });
  const refused = async (): Promise<string | undefined> => {
    const response = await fetch(`http://127.0.0.1:${internalPort}/metrics`);
    return /^bazaar_gateway_supergraph_swaps_total\{outcome="refused"\} (\d+)$/m.exec(await response.text())?.[1];
  };
  const elsewhere = fixtureSupergraph({ ...addressesOf(servers), reviews: 'nowhere' });
  for (const [index, publishBad] of [
    () => publish('type Query {'),
    () => publish(elsewhere),
    () => publish(`${sdl}\ntype Unheard { of: Nothing }`),
    () => withdraw(),
  ].entries()) {
    await publishBad();
    await expect.poll(refused, { timeout: 10_000 }).toBe(String(index + 1));
  }
});

it('finds a subgraph at its new address after a swap', async () => {
  const before = await startSubgraphs();
  const { ask, publish } = await startStandalone(fixtureSupergraph(addressesOf(before)));
  expect(await ask(JOIN)).toEqual(JOINED);
  const after = await startSubgraphs();
  await publish(fixtureSupergraph(addressesOf(after)));
  await expect
    .poll(async () => [await ask(JOIN), after.reviews.seen.length > 0], { timeout: 10_000 })
    .toEqual([JOINED, true]);
});

it('a supergraph that is refused moves no subgraph', async () => {
  const before = await startSubgraphs();
  const { ask, publish, logged } = await startStandalone(fixtureSupergraph(addressesOf(before)));
  const after = await startSubgraphs();
  await publish(`${fixtureSupergraph(addressesOf(after))}\ntype Unheard { of: Nothing }`);
  await expect
    .poll(() => logged.filter(({ msg }) => msg.startsWith('the supergraph is not usable')).length, { timeout: 10_000 })
    .toBeGreaterThan(0);
  expect(await ask(JOIN)).toEqual(JOINED);
  expect(FIXTURES.flatMap((name) => after[name].seen)).toEqual([]);
});

it('passes chosen headers of clients on, and no others', async () => {
  const servers = await startSubgraphs();
  const { ask } = await startStandalone(fixtureSupergraph(addressesOf(servers)), {
    forwardHeaders: ['authorization', 'Accept-Language'],
  });
  await ask(JOIN, { authorization: 'Bearer theirs', 'accept-language': 'de', 'x-secret': '1' });
  for (const name of FIXTURES) {
    expect(servers[name].seen[0]).toMatchObject({ authorization: 'Bearer theirs', 'accept-language': 'de' });
    expect(servers[name].seen[0]).not.toHaveProperty('x-secret');
  }
});

it.each([
  [undefined, { authorization: 'Bearer of-the-upgrade', 'x-api-key': 'of-the-upgrade' }],
  [{ token: 'of-the-message' }, { authorization: 'Bearer of-the-message' }],
  [{ 'x-api-key': 'of-the-message' }, { 'x-api-key': 'of-the-message' }],
])(
  'passes on what a socket’s first message says of who asks, and then nothing of its upgrade: %j',
  async (connectionParams, passed) => {
    const servers = await startSubgraphs();
    const { gateway } = await startStandalone(fixtureSupergraph(addressesOf(servers)), {
      forwardHeaders: ['authorization', 'x-api-key'],
    });
    class Upgrade extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers: { authorization: 'Bearer of-the-upgrade', 'x-api-key': 'of-the-upgrade' } });
      }
    }
    const url = `${gateway.url.replace(/^http/, 'ws')}/graphql`;
    const client = createClient({ url, webSocketImpl: Upgrade, ...(connectionParams && { connectionParams }) });
    cleanups.push(() => client.dispose());
    for await (const answer of client.iterate({ query: JOIN })) expect(answer).toEqual(JOINED);
    const { authorization, 'x-api-key': apiKey } = servers.products.seen[0] ?? {};
    expect({ ...(authorization && { authorization }), ...(apiKey && { 'x-api-key': apiKey }) }).toEqual(passed);
  },
);

it('names what is wrong with a supergraph or the settings of a subgraph', async () => {
  const start = (sdl: string, given?: Partial<GivenSettings>) =>
    startStandalone(sdl, given).then(
      () => 'started',
      (error: Error) => error.message,
    );
  expect(await start('type Query {')).toContain('supergraph');
  expect(await start('type Query { a: Int }')).toContain('names no subgraphs');
  expect(await start(fixtureSupergraph({ reviews: 'nowhere' }))).toContain('REVIEWS_URL');
  expect(await start(fixtureSupergraph(), { subgraphs: { reviews: { timeoutMs: 'long' } } })).toContain(
    'subgraphs.reviews.timeoutMs',
  );
  expect(
    await start(fixtureSupergraph(), {
      identity: { issuer: 'i', audience: 'a', keys: { subgraph: 'nobody' } },
    }),
  ).toContain('identity.keys.subgraph');
});

it('warns of settings of subgraphs that the supergraph does not have', async () => {
  const { logged } = await startStandalone(fixtureSupergraph(), {
    subgraphs: { reviews: { timeoutMs: 50 }, reveiws: { timeoutMs: 50 } },
  });
  expect(logged.filter(({ level }) => Number(level) === 40)).toMatchObject([{ subgraphs: ['reveiws'] }]);
});

it('tells operators of each subgraph, its breaker, and the supergraph that is served, also after a swap', async () => {
  const servers = await startSubgraphs();
  const sdl = fixtureSupergraph(addressesOf(servers));
  const internalPort = await freePort();
  const { publish } = await startStandalone(sdl, { server: { internalPort } });
  const detailed = async () => {
    const response = await fetch(`http://127.0.0.1:${internalPort}/health/detailed`);
    return { status: response.status, body: await response.json() };
  };
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const closed = Object.fromEntries(FIXTURES.map((name) => [name, 'closed']));
  const { status, body } = await detailed();
  // Subgraphs of others have no page that says that they are ready.
  expect(status).toBe(200);
  expect(body).toMatchObject({ breakers: closed, supergraph: { sha256: sha256(sdl), loadedAt: expect.any(String) } });
  expect(Object.keys((body as { parts: object }).parts).toSorted()).toEqual([...FIXTURES].toSorted());
  const changed = `${sdl}\n# another text\n`;
  await publish(changed);
  await expect.poll(detailed, { timeout: 5_000 }).toMatchObject({ body: { supergraph: { sha256: sha256(changed) } } });
  await servers.reviews.goDown();
  expect(await detailed()).toMatchObject({ status: 503, body: { parts: { products: 'ok', reviews: 'failing' } } });
});

it('tells operators of the subgraphs that are served, and of no others after a swap', async () => {
  const servers = await startSubgraphs();
  const addresses = addressesOf(servers);
  const internalPort = await freePort();
  const { publish } = await startStandalone(fixtureSupergraph(addresses, ['products', 'reviews']), {
    server: { internalPort },
  });
  const parts = async () => {
    const response = await fetch(`http://127.0.0.1:${internalPort}/health/detailed`);
    return ((await response.json()) as { parts: object }).parts;
  };
  expect(await parts()).toEqual({ products: 'ok', reviews: 'ok' });
  await publish(fixtureSupergraph(addresses, ['products', 'sellers']));
  await expect.poll(parts).toEqual({ products: 'ok', sellers: 'ok' });
});

it('tells operators that Redis is away', async () => {
  const sdl = fixtureSupergraph(addressesOf(await startSubgraphs()));
  const internalPort = await freePort();
  // Nobody listens there.
  await startStandalone(sdl, { server: { internalPort }, redis: { url: 'redis://127.0.0.1:1' } });
  const response = await fetch(`http://127.0.0.1:${internalPort}/health/detailed`);
  expect({ status: response.status, body: await response.json() }).toMatchObject({
    status: 503,
    body: { parts: { redis: 'failing' } },
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // It listens on a port, not on a path.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
