import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { startTestPostgres } from './test-postgres.ts';

let folder: string;
let migrations: URL;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bazaar-testkit-'));
  migrations = pathToFileURL(`${folder}/`);
  // The time makes the content, and so the template, new in every run.
  await writeFile(join(folder, '1700000000001-first.sql'), `create table thing (x int); -- ${Date.now()}`);
});
afterAll(() => rm(folder, { recursive: true }));

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

const create = () => createTestDatabase({ subgraphs: [{ schema: 'shop', migrations: [migrations] }] });

test('ten at once share one template, and each has a database of its own', async () => {
  const databases = await Promise.all(Array.from({ length: 10 }, create));
  const [first, second] = databases as [TestDatabase, TestDatabase];
  await run(first.url, 'insert into shop.thing values (1)');
  expect(await run(first.url, 'select x from shop.thing')).toEqual([{ x: 1 }]);
  expect(await run(second.url, 'select x from shop.thing')).toEqual([]);
  expect(await run(second.url, `select extensions.similarity('abc', 'abc') as s`)).toEqual([{ s: 1 }]);
  await Promise.all(databases.map((database) => database.stop()));
});

test('stop drops the database, even with connections open, and may be called twice', async () => {
  const database = await create();
  const client = new Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  await Promise.all([database.stop(), database.stop()]);
  const name = new URL(database.url).pathname.slice(1);
  expect(await run(await startTestPostgres(), `select from pg_database where datname = '${name}'`)).toEqual([]);
});

test('a changed migration makes another template', async () => {
  const before = await create();
  await writeFile(join(folder, '1700000000002-second.sql'), 'alter table thing add y int;');
  const after = await create();
  await expect(run(before.url, 'select y from shop.thing')).rejects.toThrow('column "y" does not exist');
  expect(await run(after.url, 'select y from shop.thing')).toEqual([]);
  await Promise.all([before.stop(), after.stop()]);
});
