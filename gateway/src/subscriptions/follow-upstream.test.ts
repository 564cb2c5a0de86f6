import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Fault } from '@bazaar/runtime/faults';
import type { OperationResponse } from '@bazaar/runtime/subgraph-door';
import { EventQueue } from '../sources/event-queue.ts';
import { followUpstream } from './follow-upstream.ts';

const away = new Fault('SUBGRAPH_UNAVAILABLE', 'The live connection was lost.');
const told = (status: string): OperationResponse => ({ data: { order: { status } } });
const refused = (code: string): OperationResponse => ({ errors: [{ message: code, extensions: { code } }] });

/** A subgraph whose connections a test opens and loses, and what its follower heard. */
function follow(patienceMs = 10_000) {
  const connections: EventQueue<OperationResponse>[] = [];
  const released: number[] = [];
  const heard: unknown[] = [];
  const upstream = followUpstream({
    patienceMs,
    random: () => 1,
    subscribe(signal) {
      const index = connections.length;
      const queue = new EventQueue<OperationResponse>({
        limit: 100,
        overflow: () => new Error('overflow'),
        release: () => released.push(index),
      });
      signal.addEventListener('abort', () => void queue.return());
      connections.push(queue);
      return queue;
    },
    listener: {
      event: ({ data }) => heard.push((data?.['order'] as { status: string } | undefined)?.status ?? 'no data'),
      lost: () => heard.push('lost'),
      end: (reason) => heard.push(reason instanceof Error ? reason : 'end'),
    },
  });
  const connection = async (index: number): Promise<EventQueue<OperationResponse>> => {
    await expect.poll(() => connections.length, { interval: 5 }).toBe(index + 1);
    return connections[index]!;
  };
  return { upstream, connection, connections, released, heard };
}

it('hands on events until the subgraph ends them', async () => {
  const { connection, heard, released } = follow();
  const first = await connection(0);
  first.push(told('A'));
  first.push(told('B'));
  first.end();
  await expect.poll(() => heard).toEqual(['A', 'B', 'end']);
  expect(released).toEqual([0]);
});

it('subscribes again after a loss, as often as it takes', async () => {
  const { connection, heard } = follow();
  (await connection(0)).push(told('A'));
  for (const index of [0, 1, 2]) (await connection(index)).fail(away);
  (await connection(3)).push(told('B'));
  await expect.poll(() => heard).toEqual(['A', 'lost', 'lost', 'lost', 'B']);
});

it('takes for a loss what a subgraph says that cannot serve', async () => {
  const { connection, heard, released } = follow();
  (await connection(0)).push(refused('SUBGRAPH_UNAVAILABLE'));
  (await connection(1)).push(told('A'));
  await expect.poll(() => heard).toEqual(['lost', 'A']);
  expect(released).toEqual([0]);
});

it('takes a refusal for an answer', async () => {
  const { connection, heard, connections } = follow();
  const first = await connection(0);
  first.push(refused('FORBIDDEN'));
  first.end();
  await expect.poll(() => heard).toEqual(['no data', 'end']);
  expect(connections).toHaveLength(1);
});

it('does not come back to a subgraph that broke by a bug', async () => {
  const { connection, heard, connections } = follow();
  const bug = new Error('x is not a function');
  (await connection(0)).fail(bug);
  await expect.poll(() => heard).toEqual([bug]);
  expect(connections).toHaveLength(1);
});

it('gives up when its patience ends, and has it anew after an event', async () => {
  const { connection, heard } = follow(400);
  (await connection(0)).fail(away);
  await sleep(250);
  (await connection(1)).push(told('A'));
  (await connection(1)).fail(away);
  await sleep(250);
  (await connection(2)).push(told('B'));
  await expect.poll(() => heard).toEqual(['lost', 'A', 'lost', 'B']);

  const hopeless = follow(1);
  (await hopeless.connection(0)).fail(away);
  (await hopeless.connection(1)).fail(away);
  await expect.poll(() => hopeless.heard).toEqual(['lost', away]);
});

it('lets go and begins anew when it is told to', async () => {
  const { upstream, connection, heard, released } = follow();
  (await connection(0)).push(told('A'));
  await expect.poll(() => heard).toEqual(['A']);
  upstream.restart(away);
  (await connection(1)).push(told('B'));
  await expect.poll(() => heard).toEqual(['A', 'lost', 'B']);
  expect(released).toEqual([0]);
});

it('frees the connection when it is closed, and says no more', async () => {
  const { upstream, connection, heard, released } = follow();
  const first = await connection(0);
  upstream.close();
  first.push(told('A'));
  expect(released).toEqual([0]);
  await sleep(20);
  expect(heard).toEqual([]);
});

it('does not come back once it is closed while it waits', async () => {
  const { upstream, connection, heard, connections } = follow();
  (await connection(0)).fail(away);
  await expect.poll(() => heard, { interval: 1 }).toEqual(['lost']);
  upstream.close();
  await sleep(250);
  expect([connections.length, heard]).toEqual([1, ['lost']]);
});
