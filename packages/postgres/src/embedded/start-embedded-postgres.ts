import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@bazaar/runtime/log';
import { Client } from 'pg';
import { prepareBinaries } from './binaries.ts';
import { tryLock, type ClusterLock } from './cluster-lock.ts';
import { createCluster, holdsCluster, PASSWORD_FILE, readPassword, SUPERUSER, type Cluster } from './cluster.ts';
import { EmbeddedPostgresError, WAY_OUT } from './embedded-postgres-error.ts';
import { findPlatformPackage } from './platform-package.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { chooseServerOwner } from './server-owner.ts';
import { startServer } from './start-server.ts';
import type { SupervisedServer } from './supervised-server.ts';

/** The database that the URL names. */
const DATABASE = 'bazaar';
/** How long to wait for another starter's server: recovering from a crash takes its time. */
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 50;
/** Restarts of a server that died, within a minute. */
const RESTARTS = 5;

export interface EmbeddedPostgresOptions {
  /** Made when missing. Holds the database, the superuser's password (`bazaar.password`) and the server's log (`server.log`). */
  readonly dataDir: string;
  readonly log: Logger;
  /** On 127.0.0.1. Without it any free one, another at each start. */
  readonly port?: number | undefined;
  /** True refuses to start: production has a server of its own. */
  readonly production?: boolean | undefined;
  /** Where the binaries are laid out if they cannot run where npm put them. Beside the data directory unless given. */
  readonly binariesDir?: string | undefined;
  /** Server settings on top of the usual ones; for tests. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
}

export interface EmbeddedPostgres {
  /** The superuser's URL. Contains the password: not for logs. */
  readonly url: string;
  /** False when another process had started the server of this data directory already, and this one only uses it. */
  readonly isOwner: boolean;
  /** Stops the server if this process started it: open transactions are rolled back, connections closed. Idempotent. */
  readonly stop: () => Promise<void>;
}

/**
 * Runs a real Postgres on this machine, from binaries that npm installed: about a second the first time, 0.1 s later.
 *
 * It listens on 127.0.0.1 only and asks for a password. It ends with the process that started it, even when that is killed. A second starter on
 * the same data directory joins the running server, and loses it when the first one stops. A server that dies is started again.
 * @throws EmbeddedPostgresError with advice: unsupported platform, unusable directory, another major version, port in use, disk full.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, port } = options;
  if (options.production) {
    throw new EmbeddedPostgresError(
      'The embedded Postgres is for development and tests: in production set DATABASE_URL to a Postgres server (15 or newer).',
    );
  }
  const startedAt = performance.now();
  const dataDir = resolve(options.dataDir);
  const found = findPlatformPackage();
  const owner = await chooseServerOwner(dataDir);
  const isNew = !(await holdsCluster(dataDir, found.major));
  const binaries = await prepareBinaries(found, owner, options.binariesDir ?? dirname(dataDir));
  const cluster: Cluster = { dataDir, owner, binaries };
  if (isNew) {
    log.info({ dataDir }, 'making a new database');
    await createCluster(cluster);
  }
  const place = await joinOrClaim(dataDir);
  const running = place.kind === 'joined' ? place : await startFirst(cluster, place.lock, port, options.settings ?? {});
  const durationMs = Math.round(performance.now() - startedAt);
  const { url } = running;
  log.info(
    { dataDir, port: running.port, joined: running.kind === 'joined', durationMs },
    'embedded Postgres is ready',
  );
  if (running.kind === 'joined') return { url, isOwner: false, stop: () => Promise.resolve() };
  const keeper = keepRunning(cluster, running, options);
  return { url, isOwner: true, stop: () => keeper.stop() };
}

interface Joined {
  readonly kind: 'joined';
  readonly port: number;
  readonly url: string;
}

interface Claimed {
  readonly kind: 'claimed';
  /** Held until this process has stopped the server, so that nobody else starts one, above all while a server that died is started again. */
  readonly lock: ClusterLock;
}

interface Started {
  readonly kind: 'started';
  readonly lock: ClusterLock;
  readonly server: SupervisedServer;
  readonly port: number;
  readonly url: string;
}

/** Joins the server of another process that lives, or becomes the one process that may start it. */
async function joinOrClaim(dataDir: string): Promise<Joined | Claimed> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(LOOK_AGAIN_MS)) {
    const lock = await tryLock(dataDir, 'starter');
    if (lock) return { kind: 'claimed', lock };
    const file = await readPostmasterFile(dataDir);
    if (!file?.isReady) continue;
    const url = await urlOf(dataDir, file.port, DATABASE);
    if (await answers(url)) return { kind: 'joined', port: file.port, url };
  }
  throw new EmbeddedPostgresError(
    `Another process has begun to start the embedded Postgres in ${dataDir} and is not done after a minute: stop that one. ${WAY_OUT}`,
  );
}

async function startFirst(
  cluster: Cluster,
  lock: ClusterLock,
  wantedPort: number | undefined,
  settings: Readonly<Record<string, string>>,
): Promise<Started> {
  try {
    const { server, port } = await startServer(cluster, wantedPort, settings);
    try {
      return { kind: 'started', lock, server, port, url: await openUrl(cluster.dataDir, port) };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Starts the server again on its port when it has died, until `stop()`. Lets go of the starter's lock at the end. */
function keepRunning(
  cluster: Cluster,
  { server: first, port, lock }: Started,
  { log, settings }: EmbeddedPostgresOptions,
): { stop(): Promise<void> } {
  let server = first;
  let stopping: Promise<void> | undefined;
  const restarts: number[] = [];

  const watch = async (): Promise<void> => {
    for (;;) {
      await server.ended;
      if (stopping) return;
      const now = Date.now();
      restarts.push(now);
      if (restarts.filter((at) => at > now - 60_000).length > RESTARTS) {
        log.fatal('the embedded Postgres keeps dying and is given up; see server.log in its data directory');
        return;
      }
      log.error('the embedded Postgres died and is started again');
      ({ server } = await startServer(cluster, port, settings ?? {}));
      if (stopping) await server.stop();
    }
  };
  const watching = watch()
    .catch((error: unknown) => log.fatal({ err: error }, 'the embedded Postgres is gone'))
    .then(() => lock.release());
  return {
    stop() {
      stopping ??= server.stop().then(() => watching);
      return stopping;
    },
  };
}

async function openUrl(dataDir: string, port: number): Promise<string> {
  const client = new Client({ connectionString: await urlOf(dataDir, port, SUPERUSER) });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
  return urlOf(dataDir, port, DATABASE);
}

/**
 * Whether the server of this directory answers there, with the database that its starter makes. That it accepts the password is no proof: a
 * stranger who has got the port of a server that is gone may ask for none. So it has to read the password from its own directory.
 */
async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // One row with this one column.
    const { rows } = await client.query<{ password: string }>('select pg_read_file($1) as password', [PASSWORD_FILE]);
    return rows[0]?.password === client.password;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function urlOf(dataDir: string, port: number, database: string): Promise<string> {
  return `postgres://${SUPERUSER}:${await readPassword(dataDir)}@127.0.0.1:${port}/${database}`;
}
