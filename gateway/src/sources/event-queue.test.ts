import { expect, it } from 'vitest';
import { EventQueue } from './event-queue.ts';

function queueOf(limit: number) {
  let releases = 0;
  const queue = new EventQueue<number>({
    limit,
    overflow: () => new Error('overflow'),
    release: () => {
      releases += 1;
    },
  });
  return { queue, releases: () => releases };
}

it('hands over events in order, then its end', async () => {
  const { queue, releases } = queueOf(10);
  for (const event of [1, 2, 3]) queue.push(event);
  queue.end();
  queue.push(4);
  const read: number[] = [];
  for await (const event of queue) read.push(event);
  expect(read).toEqual([1, 2, 3]);
  expect(releases()).toBe(1);
});

it('wakes a waiting reader', async () => {
  const { queue } = queueOf(10);
  const waiting = queue.next();
  queue.push(1);
  expect(await waiting).toEqual({ done: false, value: 1 });
});

it('lets go at once of a reader that waits, when it returns', async () => {
  const { queue, releases } = queueOf(10);
  const waiting = queue.next();
  await queue.return();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(releases()).toBe(1);
  queue.push(1);
  expect(await queue.next()).toEqual({ done: true, value: undefined });
});

it('forgets what is queued when the reader falls behind, and says so once', async () => {
  const { queue, releases } = queueOf(2);
  for (const event of [1, 2, 3]) queue.push(event);
  expect(releases()).toBe(1);
  await expect(queue.next()).rejects.toThrow('overflow');
  expect(await queue.next()).toEqual({ done: true, value: undefined });
});

it('fails after the events before the failure', async () => {
  const { queue } = queueOf(2);
  queue.push(1);
  queue.fail(new Error('lost'));
  expect(await queue.next()).toEqual({ done: false, value: 1 });
  await expect(queue.next()).rejects.toThrow('lost');
});
