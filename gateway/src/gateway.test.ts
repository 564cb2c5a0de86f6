import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogger } from '@bazaar/runtime/log';
import { startGateway, type RunningGateway } from './gateway.ts';
import { createWorld, FIXTURES, fixtureSchema, fixtureSupergraph } from './testing/fixture-subgraphs.ts';
import { createInMemoryDoor } from './testing/in-memory-door.ts';

let gateway: RunningGateway;

beforeAll(async () => {
  const world = createWorld();
  const doors = new Map<string, ReturnType<typeof createInMemoryDoor>>(
    FIXTURES.map((name) => [name, createInMemoryDoor(fixtureSchema(name), world)]),
  );
  gateway = await startGateway({
    supergraphSdl: fixtureSupergraph(),
    doors: (name) => doors.get(name)!,
    identity: { issuer: 'i', audience: 'a', fetchKeys: () => Promise.resolve({ keys: [] }) },
    denylist: { isDenied: () => false, onDenied: () => () => {} },
    port: 0,
    production: false,
    log: createLogger({ name: 'gateway', level: 'silent' }),
  });
});
afterAll(() => gateway.stop());

it('answers a query over two subgraphs', async () => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ products { name stars seller { title } } }' }),
  });
  expect(await response.json()).toEqual({
    data: {
      products: [
        { name: 'Apple', stars: 4.5, seller: { title: 'Orchard' } },
        { name: 'Bread', stars: 4.5, seller: { title: 'Bakery' } },
      ],
    },
  });
});
