import { OperatorError } from '@bazaar/runtime/operator-error';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Another running process, or this one, has the file open. */
export class FileInUse extends OperatorError {
  constructor(file: string, pid: number) {
    super(`${file} is in use by the emulator with process id ${pid}. Stop it, or give this one another DATA_DIR.`);
  }
}

interface Holder {
  readonly pid: number;
  /** When the process started, as the system tells it: process ids are reused, most of all inside containers. */
  readonly started: string;
  readonly token: string;
}

/**
 * Takes `<file>.lock` for this process; returns what gives it back. The lock of a process that was killed is taken over.
 * @throws FileInUse
 */
export function lockFile(file: string): () => void {
  const lock = `${file}.lock`;
  const me: Holder = { pid: process.pid, started: startOf(process.pid) ?? '', token: randomUUID() };
  const mine = `${lock}.${me.token}`;
  writeFileSync(mine, JSON.stringify(me), { mode: 0o600 });
  try {
    for (;;) {
      if (tryLink(mine, lock)) break;
      const holder = readHolder(lock);
      if (!holder) continue; // given back between the two looks
      if (isAlive(holder)) throw new FileInUse(file, holder.pid);
      removeStale(lock, holder);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (readHolder(lock)?.token === me.token) rmSync(lock, { force: true });
  };
}

/** Moves the lock aside before removing it, so that of two processes that find it stale one cannot remove the other's new lock. */
function removeStale(lock: string, stale: Holder): void {
  const aside = `${lock}.stale.${randomUUID()}`;
  try {
    renameSync(lock, aside);
  } catch {
    return; // another process was faster
  }
  if (readHolder(aside)?.token !== stale.token) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

/** `link` fails when the target exists, and the file appears with its content: no reader sees an empty lock. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(lock: string): Holder | null {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder; // written whole by `lockFile`
  } catch (error) {
    if (error instanceof SyntaxError) return { pid: 0, started: '', token: '' }; // a power cut: nobody holds it
    return null;
  }
}

function isAlive({ pid, started }: Holder): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return now === null || now === started;
}

/** When the process started, in an opaque form that differs between boots; null where the system does not tell. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticks}`;
  } catch {
    // not Linux
  }
  try {
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 2_000 }).trim() || null
    );
  } catch {
    return null;
  }
}
