import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createTestDatabase, type TestDatabase } from '@bazaar/testkit/test-database';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { silentLog } from './test-shop/open-shop.ts';

let database: TestDatabase;
let client: Client;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase({ subgraphs: [{ schema: 'shop', migrations: [] }] });
  client = new Client({ connectionString: database.url });
  await client.connect();
  folder = await mkdtemp(join(tmpdir(), 'bazaar-migrate-'));
});
afterEach(async () => {
  await client.end();
  await database.stop();
  await rm(folder, { recursive: true });
});

/** Writes the files into a directory of that name and returns its URL. */
async function directory(name: string, files: Record<string, string>): Promise<URL> {
  await mkdir(join(folder, name), { recursive: true });
  for (const [file, sql] of Object.entries(files)) await writeFile(join(folder, name, file), sql);
  return pathToFileURL(`${join(folder, name)}/`);
}

const run = (...directories: URL[]) => migrate({ url: database.url, schema: 'shop', directories, log: silentLog });

test('files of several directories run once, by number, unqualified names in the schema', async () => {
  const own = await directory('own', {
    '1700000000001-first.sql': 'create table a (x int); insert into a values (1); insert into a values (2);',
    '1700000000003-third.sql': 'alter table b add z int;',
  });
  const shared = await directory('shared', { '1700000000002-second.sql': 'create table b (y int);' });

  expect(await run(own, shared)).toEqual([
    '1700000000001-first.sql',
    '1700000000002-second.sql',
    '1700000000003-third.sql',
  ]);
  expect(await run(own, shared)).toEqual([]);

  const history = await client.query('select name, "timestamp" from shop.migration order by id');
  expect(history.rows).toEqual([
    { name: 'first-1700000000001', timestamp: '1700000000001' },
    { name: 'second-1700000000002', timestamp: '1700000000002' },
    { name: 'third-1700000000003', timestamp: '1700000000003' },
  ]);
  expect((await client.query('select count(*)::int as n from shop.a')).rows).toEqual([{ n: 2 }]);
});

test('two starters at once: one works, the other waits and finds nothing to do', async () => {
  const own = await directory('own', {
    '1700000000001-slow.sql': 'select pg_sleep(0.3); create table a (x int);',
  });
  const ran = await Promise.all([run(own), run(own), run(own)]);
  expect(ran.flat()).toEqual(['1700000000001-slow.sql']);
});

test('a failing file is rolled back whole, names file and line, and can be corrected', async () => {
  const broken = await directory('own', {
    '1700000000001-good.sql': 'create table a (x int);',
    '1700000000002-bad.sql': 'create table b (y int);\n\ninsert into nowhere values (1);\n',
  });
  await expect(run(broken)).rejects.toThrow(/1700000000002-bad\.sql of schema shop failed at line 3: .*nowhere/);
  expect((await client.query(`select to_regclass('shop.a') as a, to_regclass('shop.b') as b`)).rows).toEqual([
    { a: 'shop.a', b: null },
  ]);
  await directory('own', { '1700000000002-bad.sql': 'create table b (y int);' });
  expect(await run(broken)).toEqual(['1700000000002-bad.sql']);
});

describe('refuses', () => {
  test('a schema that does not exist, and says what to do', async () => {
    const attempt = migrate({ url: database.url, schema: 'nowhere', directories: [], log: silentLog });
    await expect(attempt).rejects.toThrow(/Schema nowhere does not exist in database bazaar_test_.*provision/);
  });

  test('a file that changed after it was applied', async () => {
    const own = await directory('own', { '1700000000001-first.sql': 'create table a (x int);' });
    await run(own);
    await directory('own', { '1700000000001-first.sql': 'create table a (x bigint);' });
    await expect(run(own)).rejects.toThrow('1700000000001-first.sql has changed since it was applied');
  });

  test('a new file numbered below an applied one', async () => {
    const own = await directory('own', { '1700000000005-late.sql': 'create table a (x int);' });
    await run(own);
    await directory('own', { '1700000000004-early.sql': 'create table b (x int);' });
    await expect(run(own)).rejects.toThrow('1700000000004-early.sql is new, but late-1700000000005');
  });

  test('the same number twice', async () => {
    const own = await directory('own', { '1700000000001-a.sql': 'select 1;' });
    const shared = await directory('shared', { '1700000000001-b.sql': 'select 1;' });
    await expect(run(own, shared)).rejects.toThrow('the same number');
  });

  test('a file with another kind of name', async () => {
    const own = await directory('own', { '001-First.sql': 'select 1;' });
    await expect(run(own)).rejects.toThrow('must be named <13 digits>-<lower-case-name>.sql');
  });
});

test('an older build with fewer files starts against the newer database', async () => {
  const newer = await directory('newer', {
    '1700000000001-first.sql': 'create table a (x int);',
    '1700000000002-second.sql': 'create table b (x int);',
  });
  const older = await directory('older', { '1700000000001-first.sql': 'create table a (x int);' });
  await run(newer);
  expect(await run(older)).toEqual([]);
});

test('other line endings are not a change', async () => {
  const own = await directory('own', { '1700000000001-first.sql': 'create table a (\n  x int);\n' });
  await run(own);
  await directory('own', { '1700000000001-first.sql': 'create table a (\r\n  x int);\r\n' });
  expect(await run(own)).toEqual([]);
});
