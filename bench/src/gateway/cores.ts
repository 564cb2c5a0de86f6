import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Which cores do what; null where the machine has no way to pin processes. */
export interface Cores {
  /** The server under test, one core per worker. */
  readonly server: (workers: number) => string | null;
  /** Everything else: subgraphs, the load generator, this process. */
  readonly others: string | null;
}

/**
 * Gives the server under test the first cores and everything else the last one, and moves this process there. Without util-linux's `taskset` nothing is
 * pinned, and figures scatter more.
 */
export async function divideCores(): Promise<Cores> {
  const last = availableParallelism() - 1;
  const others = String(last);
  try {
    await run('taskset', ['-a', '-c', '-p', others, String(process.pid)]);
  } catch {
    return { server: () => null, others: null };
  }
  return { server: (workers) => (workers === 1 ? '0' : `0-${Math.min(workers - 1, last)}`), others };
}

/** The command line that runs `command` on `cores`. */
export function onCores(cores: string | null, command: readonly string[]): readonly [string, ...string[]] {
  const [program = '', ...rest] = command;
  return cores === null ? [program, ...rest] : ['taskset', '-c', cores, ...command];
}
