import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock, type ClusterLock } from './cluster-lock.ts';
import type { Cluster } from './cluster.ts';
import { EmbeddedPostgresError, WAY_OUT } from './embedded-postgres-error.ts';
import { findServer, removePostmasterFile } from './postmaster-file.ts';
import { superviseServer, type SupervisedServer } from './supervised-server.ts';

/** How long to wait for the end of a server whose starter was killed. */
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 20;
/** A port that was free may be taken a moment later. */
const PORT_ATTEMPTS = 10;

/**
 * Starts the server, once no process of the last one is left. Only for the holder of the starter's lock.
 * @throws EmbeddedPostgresError with the server's log, or when another Postgres runs there, or the port is in use.
 */
export async function startServer(
  cluster: Cluster,
  wantedPort: number | undefined,
  settings: Readonly<Record<string, string>>,
): Promise<{ server: SupervisedServer; port: number }> {
  let log = '';
  for (let attempt = 1; attempt <= PORT_ATTEMPTS; attempt++) {
    const port = wantedPort ?? (await freePort());
    const lock = await lockServer(cluster.dataDir);
    const outcome = await superviseServer(cluster, port, settings, lock);
    if (outcome.kind === 'running') return { server: outcome.server, port };
    ({ log } = outcome);
    if (outcome.reason === 'failed') break;
    if (wantedPort !== undefined) {
      throw new EmbeddedPostgresError(
        `Port ${wantedPort} is in use: choose another for the embedded Postgres. ${WAY_OUT}`,
      );
    }
  }
  throw new EmbeddedPostgresError(`The embedded Postgres did not start. ${WAY_OUT} Its log says:\n${log}`);
}

/** Takes the server's lock. Whoever still holds it has lost the starter, and is told to stop in case that the watchdog is gone too. */
async function lockServer(dataDir: string): Promise<ClusterLock> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(LOOK_AGAIN_MS)) {
    const lock = await tryLock(dataDir, 'server');
    if (lock) {
      try {
        await clearPlace(dataDir);
        return lock;
      } catch (error) {
        await lock.release();
        throw error;
      }
    }
    const orphan = await findServer(dataDir);
    if (orphan !== null) interrupt(orphan);
  }
  throw new EmbeddedPostgresError(
    `The last embedded Postgres in ${dataDir} does not end: stop its processes. ${WAY_OUT}`,
  );
}

async function clearPlace(dataDir: string): Promise<void> {
  const stranger = await findServer(dataDir);
  if (stranger !== null) {
    throw new EmbeddedPostgresError(
      `A Postgres that was not started by Bazaar runs in ${dataDir}: stop process ${stranger}. ${WAY_OUT}`,
    );
  }
  await removePostmasterFile(dataDir);
}

function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    // It has just ended.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
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
