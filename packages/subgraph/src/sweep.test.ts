import { createLogger } from '@bazaar/runtime/log';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startSweep } from './sweep.ts';

const lines: string[] = [];
const destination = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines.push(chunk.toString());
    done();
  },
});
const log = createLogger({ name: 'sweeps', level: 'info', destination });

async function eventually(check: () => boolean): Promise<void> {
  for (let round = 0; round < 200 && !check(); round++) await sleep(5);
  expect(check()).toBe(true);
}

test('runs batch after batch while there is work, each in a context of its own, and then waits', async () => {
  const contexts: number[] = [];
  const batches = [3, 2, 0];
  const sweep = startSweep(
    {
      name: 'test',
      everyMs: 40,
      run: (context: number) => (contexts.push(context), Promise.resolve(batches.shift() ?? 0)),
    },
    () => contexts.length,
    { log },
  );
  expect(contexts).toEqual([]);
  await eventually(() => contexts.length >= 3);
  expect(contexts.slice(0, 3)).toEqual([0, 1, 2]);
  await eventually(() => contexts.length >= 4);
  await sweep.stop();
});

test('a run that fails is logged and comes again', async () => {
  lines.length = 0;
  let runs = 0;
  const run = () => (++runs === 1 ? Promise.reject(new Error('not now')) : Promise.resolve(0));
  const sweep = startSweep({ name: 'failing', everyMs: 10, run }, () => undefined, { log });
  await eventually(() => runs >= 2);
  await sweep.stop();
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ sweep: 'failing', err: { message: 'not now' } });
});

test('each run tells how it went, whatever its batches were', async () => {
  const told: string[] = [];
  let runs = 0;
  const run = (): Promise<number> => {
    runs += 1;
    if (runs === 2) return Promise.reject(new Error('not now'));
    return Promise.resolve(runs === 1 || runs === 3 ? 1 : 0);
  };
  const sweep = startSweep({ name: 'telling', everyMs: 5, run }, () => undefined, {
    log,
    ran: (went) => told.push(went),
  });
  await eventually(() => told.length >= 2);
  await sweep.stop();
  expect(told.slice(0, 2)).toEqual(['failed', 'ok']);
});

test('so is one whose context cannot be made', async () => {
  lines.length = 0;
  let made = 0;
  const createContext = (): void => {
    made++;
    throw new Error('no context');
  };
  const sweep = startSweep({ name: 'poor', everyMs: 10, run: () => Promise.resolve(0) }, createContext, { log });
  await eventually(() => made >= 2);
  await sweep.stop();
});

test('stopping waits for the run under way, begins no other, and may be repeated', async () => {
  let runs = 0;
  let finish: (handled: number) => void = () => undefined;
  const run = (): Promise<number> => (runs++, new Promise((resolve) => (finish = resolve)));
  const sweep = startSweep({ name: 'slow', everyMs: 5, run }, () => undefined, { log });
  await eventually(() => runs === 1);
  let stopped = false;
  const stopping = Promise.all([sweep.stop(), sweep.stop()]).then(() => (stopped = true));
  await sleep(20);
  expect(stopped).toBe(false);
  finish(5);
  await stopping;
  await sleep(30);
  expect(runs).toBe(1);
});
