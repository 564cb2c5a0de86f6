import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import { restartDelayMs } from './restart-delay.ts';

export interface WorkerProcess {
  readonly pid: number;
  /** Resolves when it serves; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Resolves with how it ended. */
  readonly ended: Promise<string>;
  kill(signal: NodeJS.Signals): void;
}

/** Who lived this long has shown that it can: its end counts as the first in a row. */
const PROVEN_MS = 30_000;
/** How long a worker may take to answer what it has begun, before it is killed. */
const STOP_MS = 25_000;

/**
 * Starts `count` workers and keeps as many running: one that ends is started again, the later the more often it did. `stop()` drains them all.
 * @throws Error when one of the first ends before it is ready; the others are stopped then.
 */
export async function keepWorkers(options: {
  readonly count: number;
  readonly fork: (number: number) => WorkerProcess;
  readonly log: Logger;
}): Promise<Stoppable> {
  const { count, fork, log } = options;
  const running = new Set<WorkerProcess>();
  const waiting = new Set<NodeJS.Timeout>();
  let stopping: Promise<void> | undefined;

  async function keep(number: number, earlierEndsInARow: number): Promise<void> {
    const worker = fork(number);
    const startedAt = performance.now();
    running.add(worker);
    void worker.ended.then((how) => {
      running.delete(worker);
      if (stopping) return;
      const earlier = performance.now() - startedAt < PROVEN_MS ? earlierEndsInARow : 0;
      const restartInMs = restartDelayMs(earlier);
      log.error({ worker: number, pid: worker.pid, how, restartInMs }, 'a worker ended, and is started again');
      const timer = setTimeout(() => {
        waiting.delete(timer);
        // One that ends before it is ready is started again by its end.
        keep(number, earlier + 1).catch(() => undefined);
      }, restartInMs);
      waiting.add(timer);
    });
    await worker.ready;
  }

  async function stopAll(): Promise<void> {
    for (const timer of waiting) clearTimeout(timer);
    await Promise.all([...running].map(end));
  }
  const stop = (): Promise<void> => (stopping ??= stopAll());

  try {
    await Promise.all(Array.from({ length: count }, (_, index) => keep(index + 1, 0)));
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

async function end(worker: WorkerProcess): Promise<void> {
  worker.kill('SIGTERM');
  const timer = setTimeout(() => worker.kill('SIGKILL'), STOP_MS);
  await worker.ended;
  clearTimeout(timer);
}
