import { announce } from '@bazaar/events/announce';
import { EVENTS_MIGRATIONS } from '@bazaar/events/migrations';
import { newId } from '@bazaar/ids/id';
import { openDatabase, type Database } from '@bazaar/postgres/open-database';
import { execute } from '@bazaar/postgres/rows';
import { createLogger } from '@bazaar/runtime/log';
import { createTestDatabase, type TestDatabase } from '@bazaar/testkit/test-database';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { measureOutboxes } from './measure-outboxes.ts';

let testDatabase: TestDatabase;
let database: Database;
let metrics: Registry;
let failures: string[];

beforeEach(async () => {
  testDatabase = await createTestDatabase({ subgraphs: [{ schema: 'vendors', migrations: [EVENTS_MIGRATIONS] }] });
  database = await openDatabase({
    url: testDatabase.url,
    schema: 'vendors',
    entities: [],
    poolSize: 4,
    applicationName: 'outboxes',
    statementTimeoutMs: 10_000,
    log: createLogger({ name: 'outboxes', level: 'silent' }),
  });
  const vendorId = newId('vnd');
  await database.inTransaction((tx) =>
    announce(tx, {
      type: 'vendor.profile_changed',
      aggregateId: vendorId,
      sequence: 1,
      data: { vendorId, handle: 'alpine', name: 'Alpine Outfitters', status: 'ACTIVE' },
    }),
  );
  metrics = new Registry();
  failures = [];
});
afterEach(async () => {
  await database.stop();
  await testDatabase.stop();
});

const PENDING = 'bazaar_outbox_pending{subgraph="vendors",listener="catalog"} 1\n';

test('the arrears of an outbox stay told when they cannot be read any more', async () => {
  const watch = measureOutboxes(metrics, { ageMs: 0, waitMs: 60_000, failed: (name) => failures.push(name) });
  watch('vendors', database);
  expect(await metrics.metrics()).toContain(PENDING);
  expect(failures).toEqual([]);
  await execute(database.reader, 'alter table outbox_delivery rename to elsewhere');
  expect(await metrics.metrics()).toContain(PENDING);
  expect(failures).not.toEqual([]);
  expect(new Set(failures)).toEqual(new Set(['vendors']));
});

test('a database that hangs does not hold up what else is told', async () => {
  const watch = measureOutboxes(metrics, { ageMs: 0, waitMs: 5, failed: (name) => failures.push(name) });
  watch('vendors', database);
  await vi.waitFor(async () => expect(await metrics.metrics()).toContain(PENDING));
  failures.length = 0;
  await database.inTransaction(async (tx) => {
    await execute(tx, 'lock table outbox_delivery in access exclusive mode');
    // Were it waited for, this transaction would never end.
    expect(await metrics.metrics()).toContain(PENDING);
    expect(failures).not.toEqual([]);
  });
});
