import type { PubSub, PubSubMessage, Subscription } from '@bazaar/ephemeral/ephemeral';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { expect, test } from 'vitest';
import { followLive, publishLive, type LiveSignal } from './live.ts';

const END = { done: true, value: undefined };

/** Things with versions, and how often they were read. */
function shelf(pubsub: PubSub, first: Record<string, number> = { a: 1 }) {
  const things = new Map(Object.entries(first));
  const reads = { snapshot: 0, load: 0 };
  const stateOf = (id: string): LiveSignal => ({ id, version: things.get(id) ?? 0 });
  const follow = (given: { hidden?: () => boolean } = {}) =>
    followLive<LiveSignal>({
      pubsub,
      topic: 'things',
      snapshot: () => {
        reads.snapshot++;
        return Promise.resolve(given.hidden?.() ? null : [...things.keys()].map(stateOf));
      },
      load: (id) => {
        reads.load++;
        return Promise.resolve(things.has(id) ? stateOf(id) : null);
      },
      identify: (state) => state,
    });
  const change = async (id: string, version: number): Promise<void> => {
    things.set(id, version);
    await publishLive(pubsub, 'things', { id, version });
  };
  return { things, reads, follow, change };
}

const value = (id: string, version: number) => ({ done: false, value: { id, version } });

test('first the current state, then each newer version, of each thing by itself', async () => {
  const { pubsub } = createInProcessEphemeral();
  const { follow, change } = shelf(pubsub, { a: 1, b: 5 });
  const states = follow();
  expect([await states.next(), await states.next()]).toEqual([value('a', 1), value('b', 5)]);
  await change('a', 2);
  await change('b', 6);
  expect([await states.next(), await states.next()]).toEqual([value('a', 2), value('b', 6)]);
  await states.return?.();
});

test('signals that are not newer than what was read are dropped, without reading again', async () => {
  const { pubsub } = createInProcessEphemeral();
  const { things, reads, follow, change } = shelf(pubsub);
  const states = follow();
  await states.next();
  // Three changes, of which the last is read at the first signal; the other two signals tell nothing new.
  things.set('a', 4);
  for (const version of [2, 3, 4, 1]) await publishLive(pubsub, 'things', { id: 'a', version });
  expect(await states.next()).toEqual(value('a', 4));
  await change('a', 5);
  expect(await states.next()).toEqual(value('a', 5));
  expect(reads).toEqual({ snapshot: 1, load: 2 });
  await states.return?.();
});

test('a change between subscribing and reading is not lost', async () => {
  const { pubsub } = createInProcessEphemeral();
  const { follow, change } = shelf(pubsub);
  const states = follow();
  await change('a', 2);
  expect(await states.next()).toEqual(value('a', 2));
  await change('a', 3);
  expect(await states.next()).toEqual(value('a', 3));
  await states.return?.();
});

test('after a gap the current state comes again, changed or not', async () => {
  const messages: PubSubMessage[] = [];
  let wake: (() => void) | undefined;
  const send = (message: PubSubMessage): void => {
    messages.push(message);
    wake?.();
  };
  const subscription: Subscription = {
    ready: Promise.reject(new Error('Redis is slow')),
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      while (messages.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return { done: false, value: messages.shift()! };
    },
    return: () => Promise.resolve({ done: true, value: undefined }),
    throw: (error: Error) => Promise.reject(error),
  };
  subscription.ready.catch(() => undefined);
  const pubsub: PubSub = {
    publish: () => Promise.resolve(),
    subscribe: () => subscription,
    onLost: () => undefined,
  };
  const { follow, things } = shelf(pubsub);
  const states = follow();
  expect(await states.next()).toEqual(value('a', 1));
  send({ kind: 'gap' });
  expect(await states.next()).toEqual(value('a', 1));
  things.set('a', 9);
  send({ kind: 'gap' });
  expect(await states.next()).toEqual(value('a', 9));
  send({ kind: 'message', message: JSON.stringify({ id: 'a', version: 9 }) });
  things.set('a', 10);
  send({ kind: 'message', message: JSON.stringify({ id: 'a', version: 10 }) });
  expect(await states.next()).toEqual(value('a', 10));
});

test('what the viewer may not see is refused, and single things that are hidden are skipped', async () => {
  const { pubsub } = createInProcessEphemeral();
  const { follow, things, change } = shelf(pubsub);
  const refused = follow({ hidden: () => true });
  await expect(refused.next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused.next()).toEqual(END);
  const states = follow();
  await states.next();
  things.delete('a');
  await publishLive(pubsub, 'things', { id: 'a', version: 2 });
  await change('b', 1);
  expect(await states.next()).toEqual(value('b', 1));
  await states.return?.();
});

test('return() ends a waiting next() and the subscription beneath it', async () => {
  const { pubsub } = createInProcessEphemeral();
  let freed = 0;
  const watched: PubSub = {
    publish: (topic, message) => pubsub.publish(topic, message),
    onLost: () => undefined,
    subscribe(topic) {
      const subscription = pubsub.subscribe(topic);
      const free = subscription.return.bind(subscription);
      return Object.assign(subscription, {
        return: () => {
          freed++;
          return free();
        },
      });
    },
  };
  const { follow } = shelf(watched);
  const states = follow();
  await states.next();
  const parked = states.next();
  await states.return?.();
  expect(await parked).toEqual(END);
  expect(freed).toBeGreaterThan(0);
  expect(await states.next()).toEqual(END);
});
