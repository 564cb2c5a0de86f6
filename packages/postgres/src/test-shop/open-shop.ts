import { newId } from '@bazaar/ids/id';
import { createLogger } from '@bazaar/runtime/log';
import { createTestDatabase } from '@bazaar/testkit/test-database';
import { openDatabase, type Database, type DatabaseOptions } from '../open-database.ts';
import { ItemEntity, type Item } from './item.ts';

export const SHOP_MIGRATIONS = new URL('./migrations/', import.meta.url);

export const silentLog = createLogger({ name: 'shop', level: 'silent' });

/** A fresh database with the shop's tables, opened. */
export async function openShop(options: Partial<DatabaseOptions> = {}): Promise<Database & { readonly url: string }> {
  const testDatabase = await createTestDatabase({ subgraphs: [{ schema: 'shop', migrations: [SHOP_MIGRATIONS] }] });
  const database = await openDatabase({
    url: testDatabase.url,
    schema: 'shop',
    entities: [ItemEntity],
    poolSize: 5,
    applicationName: 'shop',
    statementTimeoutMs: 5_000,
    log: silentLog,
    ...options,
  });
  return {
    ...database,
    url: testDatabase.url,
    async stop() {
      await database.stop();
      await testDatabase.stop();
    },
  };
}

export function makeItem(overrides: Partial<Item> = {}): Item {
  const id = newId('itm');
  return {
    id,
    ownerId: null,
    name: `Item ${id}`,
    priceAmount: 1_999,
    quantity: 3,
    tags: ['a', 'b "quoted"'],
    relatedIds: [newId('itm'), newId('itm')],
    details: { colours: ['red'] },
    sold: false,
    releasedOn: '2024-02-29',
    madeAt: new Date('2024-03-01T12:34:56.789Z'),
    ...overrides,
  };
}
