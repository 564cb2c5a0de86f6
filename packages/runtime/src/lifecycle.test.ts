import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLifecycle } from './lifecycle.ts';
import { collectLog } from './testing/collect-log.ts';

test('parts stop one after the other, in the reverse order of their start, once', async () => {
  const { log, lines } = collectLog();
  const lifecycle = createLifecycle(log);
  const order: string[] = [];
  for (const name of ['database', 'server', 'sockets']) {
    const part = { name, stop: () => sleep(5).then(() => void order.push(name)) };
    expect(lifecycle.add(name, part)).toBe(part);
  }
  expect(lifecycle.stopping.aborted).toBe(false);
  const stopping = lifecycle.stop();
  expect(lifecycle.stopping.aborted).toBe(true);
  await Promise.all([stopping, lifecycle.stop()]);
  await lifecycle.stop();
  expect(order).toEqual(['sockets', 'server', 'database']);
  expect(lines).toEqual([]);
});

test('a part that fails or hangs is logged by its name and passed over', async () => {
  const { log, lines } = collectLog();
  const lifecycle = createLifecycle(log, 30);
  let stopped = false;
  lifecycle.add('database', { stop: () => Promise.resolve(void (stopped = true)) });
  lifecycle.add('hanging', { stop: () => new Promise(() => undefined) });
  lifecycle.add('failing', { stop: () => Promise.reject(new Error('no')) });
  lifecycle.add('throwing', {
    stop() {
      throw new Error('at once');
    },
  });
  await lifecycle.stop();
  expect(stopped).toBe(true);
  expect(lines.map(({ part, err }) => [part, (err as Error).message])).toEqual([
    ['throwing', 'at once'],
    ['failing', 'no'],
    ['hanging', 'no end after 30 ms'],
  ]);
});
