import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathForServer, SERVER_ENVIRONMENT, type Cluster } from './cluster.ts';
import type { ClusterLock } from './cluster-lock.ts';
import { readPostmasterFile } from './postmaster-file.ts';

const READY_WITHIN_MS = 60_000;
const LOG_BYTES = 4 * 1024 * 1024;

/**
 * Starts the server and stops it when its standard input ends: because `stop()` closed it, or because the process that held it is gone,
 * kill -9 included. INT is Postgres' fast shutdown; it is repeated, because a server that has only just begun does not hear it. One that takes
 * ten seconds becomes an immediate shutdown, by which nothing committed is lost. Two small shells, out of reach of the terminal's Ctrl-C.
 * The server's lock, descriptor 3, is held by the first of them and by all processes of Postgres.
 */
const WATCHDOG = `
exec 4<&0
"$@" 4<&- </dev/null &
server=$!
{
  read -r _ <&4
  tries=0
  while [ "$tries" -lt 50 ] && kill -INT "$server"; do
    sleep 0.2
    tries=$((tries + 1))
  done
  kill -QUIT "$server"
} 3<&- 2>/dev/null &
watchdog=$!
wait "$server"
code=$?
kill "$watchdog" 2>/dev/null
wait "$watchdog" 2>/dev/null
exit "$code"
`;

/**
 * A small server: idle it holds about 45 MB. `fsync` is on unless a test's throw-away server turns it off. One reader of files and no parallel
 * plans, since they cost processes and /dev/shm; nothing that only replicas need.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '64MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '256MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  huge_pages: 'off',
  jit: 'off',
  random_page_cost: '1.1',
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

export interface SupervisedServer {
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Stops the server and waits for it. Idempotent. */
  stop(): Promise<void>;
}

export type StartOutcome =
  | { readonly kind: 'running'; readonly server: SupervisedServer }
  | { readonly kind: 'ended'; readonly reason: 'port in use' | 'failed'; readonly log: string };

/**
 * Starts Postgres on `port` and waits until it accepts connections, or has ended instead. `settings` come on top of the usual ones.
 * `lock`, the server's, goes over to its processes; the caller has made sure that there is no `postmaster.pid`.
 */
export async function superviseServer(
  cluster: Cluster,
  port: number,
  settings: Readonly<Record<string, string>>,
  lock: ClusterLock,
): Promise<StartOutcome> {
  const { dataDir } = cluster;
  const { child, server, logStart } = await spawnServer(cluster, port, settings, lock);

  const deadline = Date.now() + READY_WITHIN_MS;
  const isUp = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  while (isUp() && Date.now() < deadline) {
    if ((await readPostmasterFile(dataDir))?.isReady) return { kind: 'running', server };
    await sleep(10);
  }
  await server.stop();
  const written = (await readFile(logPathOf(dataDir))).subarray(logStart).toString('utf8').trim();
  // Postgres names its troubles in its log alone. Its messages are in English: the server gets no LANG.
  const reason = written.includes('Address already in use') ? 'port in use' : 'failed';
  return { kind: 'ended', reason, log: written };
}

async function spawnServer(
  { dataDir, binaries, owner }: Cluster,
  port: number,
  settings: Readonly<Record<string, string>>,
  lock: ClusterLock,
): Promise<{ child: ChildProcess; server: SupervisedServer; logStart: number }> {
  try {
    const logPath = logPathOf(dataDir);
    const isLong = await stat(logPath).then(
      ({ size }) => size > LOG_BYTES,
      () => true,
    );
    const log = await open(logPath, isLong ? 'w' : 'a', 0o600);
    const { size: logStart } = await log.stat();
    const flags = Object.entries({ ...SETTINGS, ...settings, port: String(port) }).flatMap(([k, v]) => [
      '-c',
      `${k}=${v}`,
    ]);
    const command = [join(binaries, 'bin/postgres'), '-D', pathForServer(dataDir, owner), ...flags];
    const child = spawn('/bin/sh', ['-c', WATCHDOG, 'postgres-watchdog', ...command], {
      cwd: dataDir,
      detached: true,
      env: SERVER_ENVIRONMENT,
      stdio: ['pipe', log.fd, log.fd, lock.fd],
      ...owner,
    });
    const server = supervise(child);
    await log.close();
    return { child, server, logStart };
  } finally {
    await lock.release();
  }
}

function supervise(child: ChildProcess): SupervisedServer {
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  // The server alone keeps no process alive: when it goes, the watchdog sees its input end.
  child.unref();
  child.stdin?.on('error', () => undefined);
  if (child.stdin instanceof Socket) child.stdin.unref();
  return {
    ended,
    async stop() {
      child.ref();
      child.stdin?.end();
      await ended;
    },
  };
}

function logPathOf(dataDir: string): string {
  return join(dataDir, 'server.log');
}
