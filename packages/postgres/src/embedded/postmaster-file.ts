import { execFile } from 'node:child_process';
import { readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What `postmaster.pid` in a data directory says about the server that runs there, or ran there when its machine or container was stopped. */
export interface PostmasterFile {
  readonly pid: number;
  /** Seconds since the epoch; with the pid, what tells one server from the next. */
  readonly startedAt: number;
  readonly port: number;
  readonly status: 'starting' | 'ready' | 'stopping' | 'unknown';
}

/** Reads it; null when there is none, or it is just being written. */
export async function readPostmasterFile(dataDir: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const [pid, startedAt, port] = [Number(lines[0]), Number(lines[2]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const status = lines[7];
  return {
    pid,
    startedAt,
    port,
    status: status === 'ready' || status === 'starting' || status === 'stopping' ? status : 'unknown',
  };
}

/**
 * Whether the process that the file names is the server of `dataDir`. Process ids are reused, above all in containers: it may as well be a
 * stranger, or the server of another directory.
 */
export async function isServerOf(dataDir: string, { pid }: PostmasterFile): Promise<boolean> {
  if (!isAlive(pid)) return false;
  // A server stands in its data directory.
  if (process.platform === 'linux') return (await realpathOf(`/proc/${pid}/cwd`)) === (await realpathOf(dataDir));
  const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command=']).catch(() => ({
    stdout: '',
  }));
  return stdout.includes('postgres') && stdout.includes(dataDir);
}

/**
 * Points a stale file at a process id that no process has. Postgres would otherwise take a stranger with its predecessor's id for a
 * running server. The rest stays: by it Postgres still finds out about surviving backends of that server.
 * Never to be done to a running server, which would notice and stop: nothing happens when the file is not the one that was read any more.
 */
export async function disownPostmasterFile(dataDir: string, { pid }: PostmasterFile): Promise<void> {
  const path = join(dataDir, 'postmaster.pid');
  const [first = '', ...rest] = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  if (Number(first) !== pid) return;
  let unused = 99_990;
  while (isAlive(unused)) unused--;
  await writeFile(path, [String(unused), ...rest].join('\n'));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function realpathOf(path: string): Promise<string | null> {
  return realpath(path).catch(() => null);
}
