import { expect, it, onTestFinished } from 'vitest';
import type { GatewayOptions } from '../gateway.ts';
import { createWorld, fixtureSchema, type FixtureName } from '../testing/fixture-subgraphs.ts';
import { createInMemoryDoor } from '../testing/in-memory-door.ts';
import { openRawSocket, subscribeMessage } from '../testing/raw-socket.ts';
import { startFixture } from '../testing/start-fixture.ts';

const SHOP = 'https://shop.test';
const OWN = Symbol('a page of the gateway itself');

/** What subgraphs see of the client's headers when it asks over a socket that was opened with a cookie. */
async function seenOf(origin: string | typeof OWN | undefined, cors: Partial<GatewayOptions>): Promise<unknown> {
  const seen: unknown[] = [];
  const fixture = await startFixture('memory', {
    ...cors,
    forwardHeaders: ['cookie', 'x-locale'],
    doors: (name) => {
      // The supergraph of the fixture names no others.
      const door = createInMemoryDoor(fixtureSchema(name as FixtureName), createWorld());
      return { ...door, execute: (request) => (seen.push(request.forwarded), door.execute(request)) };
    },
  });
  onTestFinished(() => fixture.stop());
  const { send, answers, socket } = await openRawSocket(fixture.gateway.url, {
    client: {
      headers: { cookie: 'session=1', 'x-locale': 'de' },
      ...(origin && { origin: origin === OWN ? fixture.gateway.url : origin }),
    },
  });
  send(subscribeMessage('1', '{ whoami { sub } }'));
  await expect.poll(() => answers('1')).toHaveLength(1);
  socket.terminate();
  return seen[0];
}

const ALL = { cookie: 'session=1', 'x-locale': 'de' };

it.each<[string, string | typeof OWN | undefined, Partial<GatewayOptions>]>([
  ['of programs', undefined, {}],
  ['of the gateway’s own pages', OWN, {}],
  ['of pages that may send them', SHOP, { allowedOrigins: [SHOP], allowCredentials: true }],
])('cookies %s reach subgraphs that are to see them', async (_, origin, cors) => {
  expect(await seenOf(origin, cors)).toEqual(ALL);
});

it.each<[string, Partial<GatewayOptions>]>([
  ['that only may read answers', { allowedOrigins: [SHOP] }],
  ['of all origins, whatever is allowed', { allowedOrigins: '*', allowCredentials: true }],
])('cookies of pages %s reach nobody', async (_, cors) => {
  expect(await seenOf(SHOP, cors)).toEqual({ 'x-locale': 'de' });
});
