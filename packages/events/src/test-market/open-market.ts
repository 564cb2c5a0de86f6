import { newId } from '@bazaar/ids/id';
import type { VendorId } from '@bazaar/ids/kinds';
import { openDatabase, type Database } from '@bazaar/postgres/open-database';
import { query } from '@bazaar/postgres/rows';
import { createLogger } from '@bazaar/runtime/log';
import type { EventEnvelope } from '@bazaar/schema/events/all-events';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { createTestDatabase } from '@bazaar/testkit/test-database';
import { announce } from '../announce.ts';
import { createConsumer } from '../consume.ts';
import type { Listener, Listeners } from '../listener.ts';
import { EVENTS_MIGRATIONS } from '../migrations.ts';

export const silentLog = createLogger({ name: 'events', level: 'silent' });

const MIGRATIONS = [EVENTS_MIGRATIONS, new URL('./migrations/', import.meta.url)];
const SCHEMAS = ['vendors', 'catalog', 'users'] as const;
type Schema = (typeof SCHEMAS)[number];

/** Opens one subgraph's schema of a test's database. */
export function openSchema(url: string, schema: Schema): Promise<Database> {
  return openDatabase({
    url,
    schema,
    entities: [],
    poolSize: 8,
    applicationName: `events ${schema}`,
    statementTimeoutMs: 10_000,
    log: silentLog,
  });
}

/** Three subgraphs in a database of their own: `vendors` announces, `catalog` and `users` hear. */
export interface Market {
  readonly url: string;
  readonly vendors: Database;
  readonly catalog: Database;
  readonly users: Database;
  /** Delivers to the consumers of `catalog` and `users`. */
  readonly deliver: (listener: SubgraphName, event: EventEnvelope) => Promise<void>;
  /** What a listener heard, in the order of its commits: `<aggregate>#<sequence>`. */
  heard(listener?: 'catalog' | 'users'): Promise<string[]>;
  stop(): Promise<void>;
}

export async function openMarket(): Promise<Market> {
  const testDatabase = await createTestDatabase({
    subgraphs: SCHEMAS.map((schema) => ({ schema, migrations: MIGRATIONS })),
  });
  const { url } = testDatabase;
  const [vendors, catalog, users] = await Promise.all([
    openSchema(url, 'vendors'),
    openSchema(url, 'catalog'),
    openSchema(url, 'users'),
  ]);
  const databases = { vendors, catalog, users };
  const consumers = new Map([
    ['catalog', createTestConsumer(catalog)],
    ['users', createTestConsumer(users)],
  ]);
  return {
    url,
    ...databases,
    async deliver(listener, event) {
      await consumers.get(listener)?.(structuredClone(event));
    },
    async heard(listener = 'catalog') {
      const rows = await query<{ aggregate_id: string; sequence: string }>(
        databases[listener].reader,
        'select aggregate_id, sequence from heard order by position',
      );
      return rows.map((row) => `${row.aggregate_id}#${row.sequence}`);
    },
    async stop() {
      await Promise.all(Object.values(databases).map((database) => database.stop()));
      await testDatabase.stop();
    },
  };
}

/** A consumer whose listeners write down what they hear. */
export function createTestConsumer(database: Database): (envelope: unknown) => Promise<'applied' | 'duplicate'> {
  const listeners: Listeners<null> = {
    'vendor.applied': writeDown,
    'vendor.approved': writeDown,
    'vendor.profile_changed': writeDown,
    'vendor.member_added': writeDown,
  };
  return createConsumer({
    subgraph: database.schema === 'users' ? 'users' : 'catalog',
    inTransaction: database.inTransaction,
    listeners,
    context: () => null,
  });
}

const writeDown: Listener<
  null,
  'vendor.applied' | 'vendor.approved' | 'vendor.profile_changed' | 'vendor.member_added'
> = async (tx, { id, aggregateId, sequence }) => {
  await query(tx, 'insert into heard (event_id, aggregate_id, sequence) values ($1, $2, $3)', [
    id,
    aggregateId,
    sequence,
  ]);
};

export const newVendor = (): VendorId => newId('vnd');

/** What `catalog` hears of a vendor. */
export const vendorCopy = (vendorId: string) =>
  ({ vendorId, handle: 'alpine', name: 'Alpine Outfitters', status: 'ACTIVE' }) as const;

/** Announces, in one transaction each, that a vendor's profile changed to these versions. `catalog` hears of it. */
export async function announceChanges(market: Pick<Market, 'vendors'>, vendorId: VendorId, ...versions: number[]) {
  for (const sequence of versions) {
    await market.vendors.inTransaction((tx) =>
      announce(tx, { type: 'vendor.profile_changed', aggregateId: vendorId, sequence, data: vendorCopy(vendorId) }),
    );
  }
}

/** `1…count`. */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
