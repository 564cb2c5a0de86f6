import type { Worker } from 'node:cluster';

interface Handle {
  close(): void;
}

/**
 * Closes the connection that a worker was being handed when it died. node:cluster waits for the worker's word before it closes its own end, and goes on
 * waiting when the worker is dead: the client would never hear anything. One connection at a time is on its way to a worker, so the last one is it; closing
 * one that has arrived does nothing.
 */
export function closeUndelivered(worker: Worker): void {
  // The cluster module hands connections over by this very method.
  const { process: child } = worker;
  const send = child.send.bind(child) as (message: unknown, handle?: unknown, ...rest: unknown[]) => boolean;
  let last: Handle | undefined;
  child.send = (message: unknown, handle?: unknown, ...rest: unknown[]): boolean => {
    if (isHandle(handle)) last = handle;
    return send(message, handle, ...rest);
  };
  worker.once('exit', () => last?.close());
}

function isHandle(value: unknown): value is Handle {
  return typeof value === 'object' && value !== null && 'close' in value && typeof value.close === 'function';
}
