import { execFile } from 'node:child_process';
import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What `postmaster.pid` in a data directory says about the server that runs there, or ran there when its machine or container was stopped. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

/** Reads it; null when there is none, or it is just being written. */
export async function readPostmasterFile(dataDir: string): Promise<PostmasterFile | null> {
  const text = await readFile(pathOf(dataDir), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port, isReady: lines[7] === 'ready' };
}

/** The process id of the server that runs in `dataDir`; null when none does. */
export async function findServer(dataDir: string): Promise<number | null> {
  const file = await readPostmasterFile(dataDir);
  return file && (await isServerOf(dataDir, file.pid)) ? file.pid : null;
}

/**
 * Removes what a server left behind that did not end in order. Postgres would take a stranger who has got that server's process id for it, and
 * refuse to start over an empty file. Only for the holder of the server's lock: by it that server has no process left.
 */
export async function removePostmasterFile(dataDir: string): Promise<void> {
  await rm(pathOf(dataDir), { force: true });
}

/** Process ids are reused, above all in containers: it may as well be a stranger's, or that of the server of another directory. */
async function isServerOf(dataDir: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
    // A server stands in its data directory.
    return name.trim() === 'postgres' && (await realpathOf(`/proc/${pid}/cwd`)) === (await realpathOf(dataDir));
  }
  const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command=']).catch(() => ({
    stdout: '',
  }));
  return stdout.includes('postgres') && stdout.includes(dataDir);
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

function pathOf(dataDir: string): string {
  return join(dataDir, 'postmaster.pid');
}
