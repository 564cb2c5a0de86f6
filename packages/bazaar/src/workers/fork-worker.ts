import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { OperatorError } from '@bazaar/runtime/operator-error';
import { closeUndelivered } from './close-undelivered.ts';
import type { WorkerProcess } from './keep-workers.ts';
import { asVariables, type WorkerOrder } from './worker-order.ts';

/** What a worker tells when it serves. */
export const READY = 'ready';

/** Its program: TypeScript where this file is TypeScript, its build otherwise. */
const PROGRAM = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** Starts workers that share their listening ports, with this process's environment and an order each. */
export function createForkWorker(order: Omit<WorkerOrder, 'number'>): (number: number) => WorkerProcess {
  cluster.setupPrimary({ exec: fileURLToPath(PROGRAM), args: [] });

  return (number) => {
    const worker = cluster.fork(asVariables({ ...order, number }));
    closeUndelivered(worker);
    const ended = new Promise<string>((resolve) => {
      worker.once('exit', (code, signal) => resolve(signal || `exit code ${code}`));
      worker.on('error', (error) => {
        // Any other failure, such as to hand a connection to one that is dying, is followed by its end.
        if (worker.process.pid === undefined) resolve(error.message);
      });
    });
    const ready = new Promise<void>((resolve, reject) => {
      worker.on('message', (message) => {
        if (message === READY) resolve();
      });
      // What was wrong it has written itself.
      void ended.then((how) => reject(new OperatorError(`Worker ${number} did not start: ${how}.`)));
    });
    return { pid: worker.process.pid ?? 0, ready, ended, kill: (signal) => void worker.process.kill(signal) };
  };
}
