import { expect, test } from 'vitest';
import { createOrderFeed } from './order-feed.ts';

test('every follower gets every event from when it began, under its own order', async () => {
  const feed = createOrderFeed();
  const early = feed.follow('ord_1');
  feed.publish();
  const late = feed.follow('ord_2');
  const waiting = late.next();
  feed.publish();
  expect(await early.next()).toEqual({ done: false, value: { orderId: 'ord_1', number: 1 } });
  expect(await early.next()).toEqual({ done: false, value: { orderId: 'ord_1', number: 2 } });
  expect(await waiting).toEqual({ done: false, value: { orderId: 'ord_2', number: 2 } });
});

test('a follower that leaves while it waits is let go at once', async () => {
  const feed = createOrderFeed();
  const follower = feed.follow('ord_1');
  const waiting = follower.next();
  expect(feed.followers).toBe(1);
  await follower.return?.();
  expect(feed.followers).toBe(0);
  expect(await waiting).toEqual({ done: true, value: undefined });
  feed.publish();
  expect(await follower.next()).toEqual({ done: true, value: undefined });
});
