import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@bazaar/runtime/log';
import { Client, DatabaseError } from 'pg';
import { isConnectionLost } from '../errors.ts';
import { prepareBinaries } from './binaries.ts';
import { createCluster, holdsCluster, readPassword, SUPERUSER, type Cluster } from './cluster.ts';
import { EmbeddedPostgresError, WAY_OUT } from './embedded-postgres-error.ts';
import { findPlatformPackage } from './platform-package.ts';
import { disownPostmasterFile, isServerOf, readPostmasterFile, type PostmasterFile } from './postmaster-file.ts';
import { chooseServerOwner } from './server-owner.ts';
import { superviseServer, type SupervisedServer } from './supervised-server.ts';

/** The database that the URL names. */
const DATABASE = 'bazaar';
/** Together a minute: a server that recovers from a crash needs its time. */
const ATTEMPTS = 600;
const ATTEMPT_WAIT_MS = 100;
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
  const { running, url } = await joinOrStartReady(cluster, port, options.settings ?? {});
  const durationMs = Math.round(performance.now() - startedAt);
  log.info({ dataDir, port: running.port, joined: running.server === null, durationMs }, 'embedded Postgres is ready');
  if (running.server === null) return { url, isOwner: false, stop: () => Promise.resolve() };
  const keeper = keepRunning(cluster, running.server, running.port, options);
  return { url, isOwner: true, stop: () => keeper.stop() };
}

interface Running {
  /** Null when another process started it. */
  readonly server: SupervisedServer | null;
  readonly port: number;
}

/** As `joinOrStart`; a server that was joined and stopped in the same moment is started again. */
async function joinOrStartReady(
  cluster: Cluster,
  wantedPort: number | undefined,
  settings: Readonly<Record<string, string>>,
): Promise<{ running: Running; url: string }> {
  for (let attempt = 1; ; attempt++) {
    const running = await joinOrStart(cluster, wantedPort, settings);
    try {
      return { running, url: await openUrl(cluster.dataDir, running.port) };
    } catch (error) {
      if (running.server !== null || attempt === 5 || !isConnectionLost(error)) {
        await running.server?.stop();
        throw error;
      }
    }
  }
}

async function joinOrStart(
  cluster: Cluster,
  wantedPort: number | undefined,
  settings: Readonly<Record<string, string>>,
): Promise<Running> {
  let log = '';
  let stale: PostmasterFile | undefined;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const file = await readPostmasterFile(cluster.dataDir);
    if (file && (await isServerOf(cluster.dataDir, file))) {
      if (file.status === 'ready' && (await answers(cluster.dataDir, file.port)))
        return { server: null, port: file.port };
      // It is starting, recovering or stopping.
      await sleep(ATTEMPT_WAIT_MS);
      continue;
    }
    if (file) {
      // Another starter's server that ends at once leaves its place to a third one's: only what stays as it is belongs to nobody.
      if (stale?.pid !== file.pid || stale.startedAt !== file.startedAt) {
        stale = file;
        await sleep(ATTEMPT_WAIT_MS);
        continue;
      }
      await disownPostmasterFile(cluster.dataDir, file);
    }
    const port = wantedPort ?? (await freePort());
    const outcome = await superviseServer(cluster, port, settings);
    if (outcome.kind === 'running') return { server: outcome.server, port };
    ({ log } = outcome);
    if (outcome.reason === 'failed') break;
    if (outcome.reason === 'port in use' && wantedPort !== undefined) {
      throw new EmbeddedPostgresError(
        `Port ${wantedPort} is in use: choose another for the embedded Postgres. ${WAY_OUT}`,
      );
    }
    await sleep(ATTEMPT_WAIT_MS);
  }
  throw new EmbeddedPostgresError(`The embedded Postgres did not start. ${WAY_OUT} Its log says:\n${log}`);
}

/** Starts the server again on its port when it has died, until `stop()`. */
function keepRunning(
  cluster: Cluster,
  first: SupervisedServer,
  port: number,
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
      const again = await joinOrStart(cluster, port, settings ?? {});
      if (again.server === null) return;
      server = again.server;
      if (stopping) await server.stop();
    }
  };
  const watching = watch().catch((error: unknown) => log.fatal({ err: error }, 'the embedded Postgres is gone'));
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
    // 42P04: another starter has just made it. 23505: and at the same moment.
    if (rowCount === 0) {
      await client.query(`create database ${DATABASE}`).catch((error: unknown) => {
        if (!(error instanceof DatabaseError && (error.code === '42P04' || error.code === '23505'))) throw error;
      });
    }
  } finally {
    await client.end();
  }
  return urlOf(dataDir, port, DATABASE);
}

/** Only the server of this directory knows this password. */
async function answers(dataDir: string, port: number): Promise<boolean> {
  const client = new Client({
    connectionString: await urlOf(dataDir, port, SUPERUSER),
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function urlOf(dataDir: string, port: number, database: string): Promise<string> {
  return `postgres://${SUPERUSER}:${await readPassword(dataDir)}@127.0.0.1:${port}/${database}`;
}

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolvePort(port));
    });
  });
}
