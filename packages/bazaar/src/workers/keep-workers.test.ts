import { createLogger } from '@bazaar/runtime/log';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepWorkers, type WorkerProcess } from './keep-workers.ts';

/** A worker as far as its keeper sees it: it does what the test says. */
interface Puppet extends WorkerProcess {
  readonly number: number;
  readonly signals: string[];
  becomeReady(): void;
  end(how: string): void;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** `obedient` workers end when they are told to. */
function stage({ obedient = true } = {}) {
  const born: Puppet[] = [];
  const fork = (number: number): Puppet => {
    const signals: string[] = [];
    let end: (how: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => (end = resolve));
    let becomeReady: () => void = () => undefined;
    const ready = new Promise<void>((resolve, reject) => {
      becomeReady = resolve;
      void ended.then((how) => reject(new Error(how)));
    });
    const puppet: Puppet = {
      number,
      pid: born.length + 1,
      signals,
      ready,
      ended,
      becomeReady,
      end,
      kill(signal) {
        signals.push(signal);
        if (obedient || signal === 'SIGKILL') end(signal);
      },
    };
    born.push(puppet);
    return puppet;
  };
  const keep = (count: number) => keepWorkers({ count, fork, log: createLogger({ name: 'test', level: 'silent' }) });
  return { born, keep };
}

async function start(count: number, how: Parameters<typeof stage>[0] = {}) {
  const { born, keep } = stage(how);
  const starting = keep(count);
  for (const worker of born) worker.becomeReady();
  return { born, workers: await starting };
}

it('replaces one that ends, at once the first time and later each time it ends again', async () => {
  const { born } = await start(2);
  for (const delayMs of [100, 200, 400]) {
    const before = born.length;
    born.at(-1)?.end('SIGKILL');
    await vi.advanceTimersByTimeAsync(delayMs - 1);
    expect(born).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(1);
    expect(born).toHaveLength(before + 1);
    expect(born.at(-1)?.number).toBe(2);
  }
});

it('forgets earlier ends of one that has lived for half a minute', async () => {
  const { born } = await start(1);
  born[0]?.end('SIGKILL');
  await vi.advanceTimersByTimeAsync(100);
  await vi.advanceTimersByTimeAsync(30_000);
  born[1]?.end('SIGKILL');
  await vi.advanceTimersByTimeAsync(100);
  expect(born).toHaveLength(3);
});

it('does not start when one of the first ends before it is ready, and stops the others', async () => {
  const { born, keep } = stage();
  const starting = keep(3);
  born[0]?.becomeReady();
  born[1]?.end('exit code 1');
  await expect(starting).rejects.toThrow('exit code 1');
  expect(born.map(({ signals }) => signals)).toEqual([['SIGTERM'], [], ['SIGTERM']]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(born).toHaveLength(3);
});

it('stops all, one that waits to be started again too, and kills whoever does not end', async () => {
  const { born, workers } = await start(3, { obedient: false });
  born[2]?.end('SIGKILL');
  await vi.advanceTimersByTimeAsync(50);
  const stopping = workers.stop();
  born[0]?.end('exit code 0');
  await vi.advanceTimersByTimeAsync(24_000);
  expect(born.map(({ signals }) => signals)).toEqual([['SIGTERM'], ['SIGTERM'], []]);
  await vi.advanceTimersByTimeAsync(1_000);
  await stopping;
  expect(born[1]?.signals).toEqual(['SIGTERM', 'SIGKILL']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(born).toHaveLength(3);
});
