import { readBazaarConfig, type BazaarConfig } from '@bazaar/bazaar/config';
import { openDatabaseUrls } from '@bazaar/bazaar/database-urls';
import { loadSecrets } from '@bazaar/bazaar/secrets';
import { seedDatabases } from '@bazaar/bazaar/seed-databases';
import { importCatalog } from '@bazaar/catalog/operations/import-catalog';
import { startEmbeddedPostgres } from '@bazaar/postgres/embedded/start-embedded-postgres';
import { openDatabase } from '@bazaar/postgres/open-database';
import { environment } from '@bazaar/runtime/config';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import { createLogger } from '@bazaar/runtime/log';
import { createBazaarClient } from '@bazaar/client/create-bazaar-client';
import { VendorListDocument } from '@bazaar/client/generated/operations';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { generateCatalog } from './generate-catalog.ts';
import { cpuTime, findProcesses, processTree, pssBytes, type CpuTime } from './process-usage.ts';

export type Mode = 'all-in-one' | 'distributed';

export interface MarketUnderTest extends Stoppable {
  readonly url: string;
  /** From spawning to the first answer; milliseconds. */
  readonly startedInMs: number;
  cpu(): CpuTime;
  /** Waits until the facts that an import announced have been heard: they are work of its own. */
  settled(products: number): Promise<void>;
  /** Node and Postgres together. */
  pssBytes(): number;
}

export interface TestGround extends Stoppable {
  start(mode: Mode): Promise<MarketUnderTest>;
  /** Adds `products` generated products with twice as many offers. Returns how long it took; milliseconds. */
  fill(products: number): Promise<number>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = 'packages/bazaar/src/main.ts';
const log = createLogger({ name: 'bench', level: 'error' });

/** A data directory with a Postgres of its own, on which marketplaces are started one after the other, as processes of their own. */
export async function openTestGround(): Promise<TestGround> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bazaar-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), log });
  const [postmaster] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  const env = { DATA_DIR: dataDir, DATABASE_URL: postgres.url, LOG_LEVEL: 'error' };

  return {
    async start(mode) {
      const port = 4000 + Math.floor(Math.random() * 10_000);
      const url = `http://127.0.0.1:${port}`;
      const startedAt = performance.now();
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', '--conditions=source', MAIN, mode === 'all-in-one' ? 'start' : 'distributed'],
        {
          cwd: ROOT,
          env: { ...env, PATH: environment()['PATH'], PORT: String(port) },
          stdio: ['ignore', 'ignore', 'inherit'],
        },
      );
      await untilReady(url, child);
      const startedInMs = performance.now() - startedAt;
      const nodePids = (): number[] =>
        processTree(child.pid ?? 0).filter((pid) => findProcesses('src/main.ts').includes(pid));
      return {
        url,
        startedInMs,
        cpu: () => {
          // The emulator stands for Stripe, which is nobody's CPU time here; in one process with the rest it cannot be told apart.
          const emulators = findProcesses('stripe-emulator/src/main.ts');
          const node = nodePids().filter((pid) => !emulators.includes(pid));
          return cpuTime({ node, postgres: Number(postmaster) });
        },
        async settled(products) {
          const client = createBazaarClient({ url });
          const until = Date.now() + 300_000;
          for (;;) {
            const { vendors } = await client.request(VendorListDocument, {});
            const heard = vendors?.edges.reduce((sum, { node }) => sum + node.productsCount, 0) ?? 0;
            if (heard >= products) return;
            if (Date.now() > until) throw new Error(`Vendors has heard of ${heard} of ${products} products.`);
            await sleep(500);
          }
        },
        pssBytes: () => pssBytes([...nodePids(), ...processTree(Number(postmaster))]),
        async stop() {
          child.kill('SIGTERM');
          await once(child, 'exit');
        },
      };
    },

    async fill(products) {
      const config: BazaarConfig = readBazaarConfig(env);
      const databases = await openDatabaseUrls(config, await loadSecrets(config, env), log);
      await seedDatabases(
        (name) => databases.urlOf(name),
        log,
        () => undefined,
      );
      const startedAt = performance.now();
      const database = await openDatabase({
        url: databases.urlOf('catalog'),
        schema: 'catalog',
        entities: [],
        poolSize: 2,
        applicationName: 'bench',
        statementTimeoutMs: 120_000,
        log,
      });
      await importCatalog(database, generateCatalog(products));
      await database.stop();
      await databases.stop();
      return performance.now() - startedAt;
    },

    async stop() {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + 120_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The marketplace ended with exit code ${child.exitCode}.`);
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await sleep(20);
  }
  throw new Error('The marketplace is not ready after two minutes.');
}
