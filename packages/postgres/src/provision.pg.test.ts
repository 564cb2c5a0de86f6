import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { startTestPostgres } from '@bazaar/testkit/test-postgres';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { usableConnections } from './connection-budget.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { provision, type ProvisionOptions } from './provision.ts';
import { query } from './rows.ts';
import { ItemEntity } from './test-shop/item.ts';
import { SHOP_MIGRATIONS, silentLog } from './test-shop/open-shop.ts';

/** Roles belong to the whole server: names of this run alone. */
const run = randomBytes(4).toString('hex');
const shop = `shop_${run}`;
const cellar = `cellar_${run}`;
const password = 'a+b/c=';

let superuser: Client;
let database: string;

beforeAll(async () => {
  superuser = new Client({ connectionString: await startTestPostgres() });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
});
beforeEach(async () => {
  // The testkit clears away what is called so and was left behind.
  database = `bazaar_test_${Math.floor(Date.now() / 1000)}_${randomBytes(4).toString('hex')}`;
  await superuser.query(`create database ${database}`);
});
afterEach(async () => {
  await superuser.query(`drop database ${database} with (force)`);
  for (const role of [`bazaar_${shop}`, `bazaar_${cellar}`, `admin_${run}`]) {
    await superuser.query(`drop role if exists ${role}`);
  }
});

async function urlAs(role?: string): Promise<string> {
  const url = new URL(await startTestPostgres());
  url.pathname = `/${database}`;
  if (role !== undefined) [url.username, url.password] = [role, encodeURIComponent(password)];
  return url.href;
}

/** An admin who is no superuser, and owns the database unless told otherwise. */
async function makeAdmin(attributes: string, ownsDatabase = true): Promise<string> {
  await superuser.query(`create role admin_${run} login password '${password}' ${attributes}`);
  if (ownsDatabase) await superuser.query(`alter database ${database} owner to admin_${run}`);
  return urlAs(`admin_${run}`);
}

const passwords = { [shop]: 'shop-secret', [cellar]: 'cellar-secret' };

const prepare = (adminUrl: string, options: Partial<ProvisionOptions> = {}) =>
  provision({ adminUrl, subgraphs: [shop, cellar], passwords, log: silentLog, ...options });

async function sql(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows;
  } finally {
    await client.end();
  }
}

async function expectIsolation(urls: Readonly<Record<string, string>>): Promise<void> {
  for (const schema of [shop, cellar]) {
    await migrate({ url: urls[schema] ?? '', schema, directories: [SHOP_MIGRATIONS], log: silentLog });
  }
  await expect(sql(urls[cellar] ?? '', `select * from ${shop}.item`)).rejects.toThrow(
    `permission denied for schema ${shop}`,
  );
  await expect(sql(urls[shop] ?? '', `create table ${cellar}.mine (x int)`)).rejects.toThrow('permission denied');
  await expect(sql(urls[shop] ?? '', 'create schema another')).rejects.toThrow('permission denied');
  await expect(sql(urls[shop] ?? '', `set role bazaar_${cellar}`)).rejects.toThrow('permission denied');
  expect(await sql(urls[shop] ?? '', `select count(*)::int as n from item`)).toEqual([{ n: 0 }]);
  expect(await sql(urls[shop] ?? '', `select similarity('bazaar', 'bazaar') as s, unaccent('é') as e`)).toEqual([
    { s: 1, e: 'e' },
  ]);
  expect(
    await sql(
      urls[shop] ?? '',
      `select current_user as role, current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
              current_setting('idle_in_transaction_session_timeout') as idle`,
    ),
  ).toEqual([{ role: `bazaar_${shop}`, statement: '30s', lock: '5s', idle: '15s' }]);
}

describe.each([
  ['a superuser', () => urlAs()],
  ['an admin with CREATEROLE alone', () => makeAdmin('createrole')],
])('%s', (_, adminUrl) => {
  test('makes schemas that their own role alone can enter, as often as it likes', async () => {
    const url = await adminUrl();
    const first = await prepare(url);
    expect(first.isolated).toBe(true);
    await expectIsolation(first.urls);
    const second = await prepare(url);
    expect(second.urls).toEqual(first.urls);
    await expectIsolation(second.urls);
  });

  test('may do so several times at once', async () => {
    const url = await adminUrl();
    const results = await Promise.all([prepare(url), prepare(url), prepare(url)]);
    expect(new Set(results.map(({ urls }) => urls[shop])).size).toBe(1);
  });
});

test('the subgraphs serve through the URLs they get', async () => {
  const { urls } = await prepare(await urlAs());
  const url = urls[shop] ?? '';
  await migrate({ url, schema: shop, directories: [SHOP_MIGRATIONS], log: silentLog });
  const opened = await openDatabase({
    url,
    schema: shop,
    entities: [ItemEntity],
    poolSize: 2,
    applicationName: 'shop',
    statementTimeoutMs: 1_000,
    log: silentLog,
  });
  try {
    expect(await opened.reader.count(ItemEntity)).toBe(0);
    expect(await query(opened.reader, 'show statement_timeout')).toEqual([{ statement_timeout: '1s' }]);
    expect(await usableConnections(opened.reader)).toBeGreaterThan(20);
  } finally {
    await opened.stop();
  }
});

describe('passwords', () => {
  test('that are not given derive from the admin, the same each time, another for each role', async () => {
    const url = await makeAdmin('createrole');
    const first = await prepare(url, { passwords: undefined });
    const second = await prepare(url, { passwords: undefined });
    expect(second.urls).toEqual(first.urls);
    const secrets = Object.values(first.urls).map((one) => new URL(one).password);
    expect(new Set(secrets).size).toBe(2);
    expect(secrets[0]).toHaveLength(43);
    await expect(sql(first.urls[shop] ?? '', 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
  });

  test('appear in no SQL', async () => {
    const { sql: text } = await prepare(await urlAs(), { print: true });
    expect(text).not.toContain('shop-secret');
    expect(text).toContain(`alter role bazaar_${shop} password 'SCRAM-SHA-256$4096:`);
  });
});

test('databases of one server may be prepared at once, though they share the roles', async () => {
  const others = Array.from({ length: 5 }, (_, index) => `${database}_${index}`);
  for (const other of others) await superuser.query(`create database ${other}`);
  try {
    const runs = [database, ...others].map(async (name) => {
      const url = new URL(await urlAs());
      url.pathname = `/${name}`;
      const { urls } = await prepare(url.href);
      return sql(urls[shop] ?? '', 'select current_schema() as schema');
    });
    expect(await Promise.all(runs)).toEqual(runs.map(() => [{ schema: shop }]));
  } finally {
    for (const other of others) await superuser.query(`drop database ${other} with (force)`);
  }
});

test('an admin without CREATEROLE is warned, and the subgraphs share its role', async () => {
  const url = await makeAdmin('');
  const { isolated, urls } = await prepare(url);
  expect(isolated).toBe(false);
  expect(urls).toEqual({ [shop]: url, [cellar]: url });
  await migrate({ url, schema: shop, directories: [SHOP_MIGRATIONS], log: silentLog });
  await expect(prepare(url)).resolves.toMatchObject({ isolated: false });
});

test('an admin without rights on the database learns who could help', async () => {
  const url = await makeAdmin('createrole', false);
  await expect(prepare(url)).rejects.toThrow(/may not prepare database bazaar_test_.*permission denied.*--print/s);
});

describe('extensions that were there before', () => {
  test('stay in public and are found', async () => {
    await sql(await urlAs(), 'create extension pg_trgm schema public');
    const { urls } = await prepare(await urlAs());
    expect(await sql(urls[shop] ?? '', `select similarity('a', 'a') as s`)).toEqual([{ s: 1 }]);
  });

  test('in an unexpected schema stop the run with advice', async () => {
    await sql(await urlAs(), 'create schema odd; create extension pg_trgm schema odd');
    await expect(prepare(await urlAs())).rejects.toThrow(
      'Extension pg_trgm in schema odd: move it with "alter extension',
    );
  });
});

test('a schema of somebody else stops the run', async () => {
  await sql(await urlAs(), `create schema ${shop}`);
  await expect(prepare(await urlAs())).rejects.toThrow(`Schema ${shop} belongs to role `);
});

test('what --print shows does the same when psql runs it', async ({ skip }) => {
  const psql = promisify(execFile);
  await psql('psql', ['--version']).catch(() => skip('psql is not installed here'));
  const { sql: text, urls } = await prepare(await urlAs(), { print: true });
  await psql('psql', ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', `--command=${text}`, await urlAs()]);
  expect(text).toContain('begin;');
  await expectIsolation(urls);
});
