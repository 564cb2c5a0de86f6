import { readBazaarConfig } from '@bazaar/bazaar/config';
import { signIn, type Person } from '@bazaar/bazaar/demo/people';
import { startBazaar, type RunningBazaar } from '@bazaar/bazaar/start-bazaar';
import type { Database } from '@bazaar/postgres/open-database';
import { query } from '@bazaar/postgres/rows';
import { createLogger } from '@bazaar/runtime/log';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import { connectControl, type Control } from '@bazaar/stripe-emulator/control/control';
import { createTestDatabase } from '@bazaar/testkit/test-database';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { offerSomething, type TestOffer, type TestVendor } from './goods.ts';
import { seedMarket, type SeededMarket } from './seed-market.ts';
import { marketEnv } from './test-env.ts';
import { until } from './until.ts';

export interface Market extends SeededMarket {
  readonly url: string;
  readonly bazaar: RunningBazaar;
  readonly databaseUrl: string;
  /** Steers the payment emulator, and knows who was charged. */
  readonly stripe: Control;
  readonly stripeUrl: string;
  offer(vendor: TestVendor, terms: { readonly stock: number; readonly amount: number }): Promise<TestOffer>;
  /** Signs in the owner of a vendor, or the administrator. */
  signIn(account: { readonly email: string; readonly password: string }): Promise<Person>;
  database(name: SubgraphName): Database;
  sql<Row>(name: SubgraphName, sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Units of an offer over its warehouses. */
  stockOf(offer: TestOffer): Promise<Stock | undefined>;
  /** Waits until every refund has been made and every announced fact has been delivered to its listeners. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

interface Stock {
  readonly onHand: number;
  readonly allocated: number;
  readonly available: number;
}

/** Starts a whole marketplace in this process on a database of its own, with two vendors and nothing on sale. */
export async function startMarket(env: Readonly<Record<string, string>> = {}): Promise<Market> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bazaar-e2e-'));
  const database = await createTestDatabase({ subgraphs: [] });
  const variables = { ...marketEnv(database.url, dataDir), ...env };
  const log = createLogger({ name: 'e2e', level: readBazaarConfig(variables).LOG_LEVEL });
  const bazaar = await startBazaar(readBazaarConfig(variables), variables, log);
  const stripeUrl = bazaar.stripeEmulatorUrl;
  if (!stripeUrl) throw new Error('Tests pay at the emulator.');

  function databaseOf(name: SubgraphName): Database {
    const running = bazaar.subgraphs.get(name);
    if (!running) throw new Error(`${name} does not run.`);
    return running.database;
  }
  async function settled(): Promise<void> {
    await until('all refunds are made', async () => {
      const [row] = await query<{ n: number }>(databaseOf('orders').reader, OPEN_REFUNDS);
      return row?.n === 0;
    });
    await until('all facts are delivered', async () => {
      const counts = await Promise.all(
        SUBGRAPH_NAMES.map((name) => query<{ n: number }>(databaseOf(name).reader, OPEN_DELIVERIES)),
      );
      return counts.every(([row]) => row?.n === 0);
    });
  }
  const seeded = await seedMarket(databaseOf);
  // Vendors' owners find their memberships in their tokens once users has heard of them.
  await settled();

  return {
    ...seeded,
    url: bazaar.url,
    bazaar,
    databaseUrl: database.url,
    stripe: connectControl(stripeUrl),
    stripeUrl,
    offer: (vendor, terms) => offerSomething(databaseOf('catalog'), vendor, terms),
    signIn: (account) => signIn(bazaar.url, account),
    database: databaseOf,
    sql: (name, sql, params) => query(databaseOf(name).reader, sql, params),
    async stockOf({ sku }) {
      const [stock] = await query<Stock>(databaseOf('catalog').reader, STOCK, [sku]);
      return stock;
    },
    settled,
    async stop() {
      await bazaar.stop();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const OPEN_DELIVERIES = `select count(*)::int as n from outbox_delivery where state <> 'skipped'`;
const OPEN_REFUNDS = `select count(*)::int as n from refund where status = 'PENDING'`;
const STOCK = `
  select sum(l.on_hand)::int as "onHand", sum(l.allocated)::int as allocated, sum(l.available)::int as available
    from stock_level l join offer on offer.id = l.offer_id where offer.sku = $1`;
