import { constants, open as openFile, close as closeFile } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * What one at a time may be for a cluster: the `starter`, a process that starts the server, keeps it running and stops it; and the `server`, which is
 * its processes. They are two because the second outlives the first for a moment when that one is killed.
 */
export type Role = 'starter' | 'server';

export interface ClusterLock {
  /** A child process that inherits it holds the lock too. */
  readonly fd: number;
  /** Lets go of it in this process. */
  release(): Promise<void>;
}

/** Opens a file together with `flock`, on macOS alone: `O_EXLOCK` of its `fcntl.h`. */
const EXCLUSIVE_LOCK = 0x20;
/** The files that macOS locks: every cluster has them, and nobody replaces them. */
const LOCKED_FILES: Readonly<Record<Role, string>> = { starter: 'PG_VERSION', server: 'global/pg_control' };

/** The whole length of a socket's name in Linux. Node 20 fills shorter ones up; written out, it is the same name for versions that do not. */
const NAME_BYTES = 108;

/**
 * Takes the lock of `role` on the cluster in `dataDir`; null when somebody holds it. Two callers never hold it both, in one process or in several.
 *
 * The kernel frees it when the last process that holds it is gone, kill -9 included. So nothing is left behind that could look like a holder, and
 * none has to judge from process ids or times of files whether the holder still lives: there every such judgement has a moment in which it is
 * wrong. Node knows no `flock`; what has the same promise is, on Linux, a listening socket in the abstract namespace, named by the directory's
 * inode, and on macOS, which has no such namespace, opening a file with its lock.
 *
 * Containers with networks of their own do not see each other's sockets: as with Postgres' own lock file, two of them must not share a directory.
 */
export async function tryLock(dataDir: string, role: Role): Promise<ClusterLock | null> {
  return process.platform === 'linux' ? trySocket(dataDir, role) : tryFile(join(dataDir, LOCKED_FILES[role]));
}

async function trySocket(dataDir: string, role: Role): Promise<ClusterLock | null> {
  const { dev, ino } = await stat(dataDir, { bigint: true });
  const server = createServer((stranger) => stranger.destroy());
  const isFree = await new Promise<boolean>((resolve, reject) => {
    server.once('listening', () => resolve(true));
    server.once('error', (error) => {
      if (hasCode(error, 'EADDRINUSE')) resolve(false);
      else reject(error);
    });
    server.listen({ path: `\0bazaar-postgres/${dev}/${ino}/${role}`.padEnd(NAME_BYTES, '\0'), exclusive: true });
  });
  if (!isFree) return null;
  server.unref();
  return { fd: descriptorOf(server), release: () => promisify(server.close.bind(server))() };
}

function descriptorOf(server: Server): number {
  // Node has no public name for it, but tests of its own that hand a listening socket to a child in this way.
  const { _handle: handle } = server as unknown as { readonly _handle?: { readonly fd?: number } };
  if (handle?.fd === undefined || handle.fd < 0)
    throw new Error('This version of Node hides the descriptors of sockets.');
  return handle.fd;
}

async function tryFile(path: string): Promise<ClusterLock | null> {
  try {
    const fd = await promisify(openFile)(path, constants.O_RDONLY | constants.O_NONBLOCK | EXCLUSIVE_LOCK);
    return { fd, release: () => promisify(closeFile)(fd) };
  } catch (error) {
    if (hasCode(error, 'EAGAIN')) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
