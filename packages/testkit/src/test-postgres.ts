import { chmod, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@bazaar/postgres/embedded/start-embedded-postgres';
import { createLogger } from '@bazaar/runtime/log';
import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import type { TestProject } from 'vitest/node';
import { askAt, openDoor, type Door } from './ask-once.ts';
import { dropOldDatabases, dropRoles, dropTemplates } from './server-databases.ts';
import { shareServer, type SharedServer } from './share-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The Postgres server of this test run, as a superuser; or the port on this machine that tells its URL. */
    testPostgres: { url: string } | { port: number };
  }
}

const DIRECTORY_PREFIX = 'bazaar-test-postgres-';
/** A directory of a run that was killed goes after this time, in milliseconds. */
const KEPT_MS = 24 * 3_600_000;

/** Free memory-backed space that a run wants before it uses it, in bytes. */
const WANTED_BYTES = 2 * 1024 ** 3;

/** A throw-away server: what is lost when the machine crashes does not matter, and every test file has pools of its own. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  max_wal_size: '64MB',
  autovacuum_naptime: '1h',
};

/** The server of `TEST_DATABASE_URL`. */
let shared: SharedServer | undefined;
/** Answers every connection with the server's URL. */
let door: Door | undefined;
let server: Promise<ThrowAwayServer> | undefined;

/**
 * vitest's globalSetup: tells every test process of the run where Postgres is. With `TEST_DATABASE_URL` (as a superuser) that is it: a server for
 * tests, because their marketplaces set the passwords of the roles `bazaar_<subgraph>`, of which a server has one each. Otherwise an embedded one in
 * a temporary directory, started when the first test asks for it and stopped at the end.
 */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined) {
    shared = await shareServer(given, 'bazaar tests', async (admin) => {
      await dropOldDatabases(admin);
      await dropTemplates(admin);
      await dropRoles(
        admin,
        SUBGRAPH_NAMES.map((name) => `bazaar_${name}`),
      );
    });
    project.provide('testPostgres', { url: given });
    return;
  }
  door = await openDoor(async () => {
    server = startThrowAwayServer();
    return (await server).url;
  });
  project.provide('testPostgres', { port: door.port });
}

/** vitest's globalSetup, at the end of the run. */
export async function teardown(): Promise<void> {
  await shared?.leave();
  door?.close();
  await (await server)?.stop();
}

/**
 * The URL of the Postgres server that the tests of this run share, with the rights of a superuser. The first caller waits a second for it.
 * @throws Error when the server cannot start, or vitest runs without the global setup above.
 */
export async function startTestPostgres(): Promise<string> {
  const { inject } = await import('vitest');
  // Typed as always there, and missing when the global setup did not run.
  const given: { url: string } | { port: number } | undefined = inject('testPostgres');
  if (!given) throw new Error('vitest.config.ts must list packages/testkit/src/test-postgres.ts in globalSetup.');
  if ('url' in given) return given.url;
  return askAt(given.port);
}

interface ThrowAwayServer {
  readonly url: string;
  stop(): Promise<void>;
}

async function startThrowAwayServer(): Promise<ThrowAwayServer> {
  const parent = await dataParent();
  await removeOld(parent);
  const directory = await mkdtemp(join(parent, DIRECTORY_PREFIX));
  const binariesDir = await mkdtemp(join(tmpdir(), DIRECTORY_PREFIX));
  // Under root the server runs as another user.
  await chmod(directory, 0o755);
  const { url, stop } = await startEmbeddedPostgres({
    dataDir: join(directory, 'postgres'),
    // Not in memory: it is often mounted so that nothing there can run.
    binariesDir,
    log: createLogger({ name: 'test-postgres', level: 'warn' }),
    settings: SETTINGS,
  });
  return {
    url,
    async stop() {
      await stop();
      for (const path of [directory, binariesDir]) await rm(path, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** In memory where there is plenty: cloning a database makes hundreds of files, which takes 15 ms there and up to 300 ms on a disk. */
async function dataParent(): Promise<string> {
  if (process.platform !== 'linux' || freemem() < WANTED_BYTES) return tmpdir();
  const shared = await statfs('/dev/shm').catch(() => null);
  return shared && shared.bavail * shared.bsize > WANTED_BYTES ? '/dev/shm' : tmpdir();
}

async function removeOld(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(DIRECTORY_PREFIX)) continue;
    const path = join(parent, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > KEPT_MS)
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
