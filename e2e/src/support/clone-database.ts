import { startTestPostgres } from '@bazaar/testkit/test-postgres';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';

export interface ClonedDatabase {
  readonly url: string;
  /** Drops it, whoever is still connected. */
  stop(): Promise<void>;
}

/** Copies the test database at `url`, to which nobody may be connected. */
export async function cloneDatabase(url: string): Promise<ClonedDatabase> {
  // The testkit clears away what is called so and was left behind.
  const name = `bazaar_test_${Math.floor(Date.now() / 1000)}_${randomBytes(5).toString('hex')}`;
  const clone = new URL(url);
  const template = clone.pathname.slice(1);
  clone.pathname = `/${name}`;
  await asAdmin(`create database ${name} template ${template}`);
  return { url: clone.href, stop: () => asAdmin(`drop database if exists ${name} with (force)`) };
}

async function asAdmin(sql: string): Promise<void> {
  const client = new Client({ connectionString: await startTestPostgres() });
  await client.connect();
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await client.query(sql);
        return;
      } catch (error) {
        // 55006: somebody copies the same template just now, or a connection to it is still closing.
        if (attempt === 100 || !(error instanceof DatabaseError) || error.code !== '55006') throw error;
        await sleep(50);
      }
    }
  } finally {
    await client.end();
  }
}
