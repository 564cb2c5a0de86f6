import { migrationsOf } from '@bazaar/subgraph/migrations';
import { createTestDatabase } from '@bazaar/testkit/test-database';
import { users } from '@bazaar/users/subgraph';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An empty database of users that commands find by DATABASE_URL, and a folder for manifests. */
export interface PartnersDatabase {
  readonly folder: string;
  /** Writes a manifest, and returns where it is. */
  manifest(content: unknown): Promise<string>;
  stop(): Promise<void>;
}

export async function startPartnersDatabase(): Promise<PartnersDatabase> {
  const database = await createTestDatabase({ subgraphs: [{ schema: 'users', migrations: migrationsOf(users) }] });
  const folder = await mkdtemp(join(tmpdir(), 'bazaar-partners-'));
  vi.stubEnv('DATABASE_URL', database.url);
  return {
    folder,
    async manifest(content) {
      const file = join(folder, 'manifest.json');
      await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
      return file;
    },
    async stop() {
      vi.unstubAllEnvs();
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
