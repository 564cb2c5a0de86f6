import { spawn } from 'node:child_process';
import { onCores } from './cores.ts';

/** Busy until its parent is gone, which it looks for now and then. */
const SPIN = 'for (let turn = 0; ; turn++) if (turn % 1e6 === 0 && process.ppid !== Number(process.argv[1])) break;';

/**
 * Keeps cores from being halted while nobody has work for them, with a process that takes only time that nobody else wants (util-linux's `chrt`). On a
 * virtual machine, waking a halted core costs tens of microseconds, and whoever writes to a sleeping process pays for it: a slow server for each answer, a
 * fast one, whose load generator never sleeps, for none.
 * @returns how to let them sleep again; null where that cannot be had.
 */
export async function keepAwake(cores: string | null): Promise<(() => void) | null> {
  if (cores === null) return null;
  const [command, ...args] = onCores(cores, [
    'chrt',
    '--idle',
    '0',
    process.execPath,
    '--eval',
    SPIN,
    String(process.pid),
  ]);
  const child = spawn(command, args, { stdio: 'ignore' });
  // Where it may not, or there is no chrt, it ends at once.
  const ended = new Promise<true>((resolve) =>
    child.once('exit', () => resolve(true)).once('error', () => resolve(true)),
  );
  const isOver = await Promise.race([ended, new Promise<false>((resolve) => setTimeout(() => resolve(false), 500))]);
  return isOver ? null : () => void child.kill('SIGKILL');
}
