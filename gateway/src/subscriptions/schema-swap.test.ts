import { afterEach, expect, it } from 'vitest';
import { fixtureSupergraph } from '../testing/fixture-subgraphs.ts';
import { openRawSocket, subscribeMessage } from '../testing/raw-socket.ts';
import { openStream } from '../testing/open-stream.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const ORDER = 'subscription ($id: ID!) { orderChanged(id: $id) { status } }';
const variables = { id: 'o1' };
const renamed = fixtureSupergraph().replaceAll('latestReview', 'newestReview');
const reload = { extensions: { code: 'SUBSCRIPTION_SCHEMA_RELOAD' } };

let fixture: Fixture;
afterEach(() => fixture.stop());

it('ends subscriptions of every transport with a code that tells clients to subscribe again, and lets them', async () => {
  fixture = await startFixture();
  const { gateway, world } = fixture;
  const socket = await openRawSocket(gateway.url);
  socket.send(subscribeMessage('1', ORDER, variables));
  socket.send(subscribeMessage('2', '{ slow(ms: 300) }'));
  const sse = await openStream(gateway.url, 'sse', { query: ORDER, variables });
  const multipart = await openStream(gateway.url, 'multipart', { query: ORDER, variables });
  for (const arrived of [() => socket.answers('1'), sse.messages, multipart.messages])
    await expect.poll(arrived).toHaveLength(1);

  gateway.updateSupergraph(renamed);
  await Promise.all([sse.ended, multipart.ended]);
  await expect
    .poll(() => socket.received.filter(({ type }) => type === 'error'))
    .toMatchObject([{ id: '1', payload: [reload] }]);
  expect(sse.messages().at(-1)).toMatchObject({ errors: [reload] });
  expect(multipart.messages().at(-1)).toMatchObject({ payload: null, errors: [reload] });
  expect([sse.isComplete(), multipart.isComplete(), world.subscribers]).toEqual([true, true, 0]);

  // What is no subscription goes on, and so does the socket.
  await expect.poll(() => socket.answers('2')).toEqual([{ data: { slow: 'done' } }]);
  socket.send(subscribeMessage('1', ORDER, variables));
  await expect.poll(() => socket.answers('1')).toHaveLength(2);
  socket.send(subscribeMessage('3', '{ newestReview { text } }'));
  // Accepted by the new schema; the subgraph behind it has not been renamed.
  await expect.poll(() => socket.answers('3')).toEqual([{ data: { newestReview: null } }]);
});

it('does not disturb anybody with a schema that is the same, or not usable', async () => {
  fixture = await startFixture();
  const { gateway, world } = fixture;
  const socket = await openRawSocket(gateway.url);
  socket.send(subscribeMessage('1', ORDER, variables));
  await expect.poll(() => socket.answers('1')).toHaveLength(1);
  gateway.updateSupergraph(fixtureSupergraph());
  expect(() => gateway.updateSupergraph('type Query { nothing: Nothing }')).toThrow();
  world.change({ id: 'o1', status: 'CONFIRMED', product: null });
  await expect.poll(() => socket.answers('1')).toHaveLength(2);
  expect(socket.received.some(({ type }) => type === 'error')).toBe(false);
});
