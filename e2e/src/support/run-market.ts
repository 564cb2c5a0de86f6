import { readBazaarConfig } from '@bazaar/bazaar/config';
import { startBazaar, type RunningBazaar } from '@bazaar/bazaar/start-bazaar';
import type { Database } from '@bazaar/postgres/open-database';
import { query } from '@bazaar/postgres/rows';
import { createLogger } from '@bazaar/runtime/log';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import type { TestOffer } from './goods.ts';
import { until } from './until.ts';

export interface Stock {
  readonly onHand: number;
  readonly allocated: number;
  readonly available: number;
}

/** A marketplace that runs in this process, seen from inside too. */
export interface RunningMarket {
  readonly url: string;
  readonly bazaar: RunningBazaar;
  database(name: SubgraphName): Database;
  sql<Row>(name: SubgraphName, sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Units of an offer over its warehouses. */
  stockOf(offer: Pick<TestOffer, 'sku'>): Promise<Stock | undefined>;
  /** Waits until every refund has been made and every announced fact has been delivered to its listeners. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a whole marketplace in this process, as `env` says. */
export async function runMarket(env: Readonly<Record<string, string>>): Promise<RunningMarket> {
  const config = readBazaarConfig(env);
  const bazaar = await startBazaar(config, env, createLogger({ name: 'e2e', level: config.LOG_LEVEL }));

  function database(name: SubgraphName): Database {
    const running = bazaar.subgraphs.get(name);
    if (!running) throw new Error(`${name} does not run.`);
    return running.database;
  }
  async function countOf(name: SubgraphName, sql: string): Promise<number> {
    const [row] = await query<{ n: number }>(database(name).reader, sql);
    return row?.n ?? 0;
  }

  return {
    url: bazaar.url,
    bazaar,
    database,
    sql: (name, sql, params) => query(database(name).reader, sql, params),
    async stockOf({ sku }) {
      const [stock] = await query<Stock>(database('catalog').reader, STOCK, [sku]);
      return stock;
    },
    async settled() {
      await until('all refunds are made', async () => (await countOf('orders', OPEN_REFUNDS)) === 0);
      await until('all facts are delivered', async () => {
        const counts = await Promise.all(SUBGRAPH_NAMES.map((name) => countOf(name, OPEN_DELIVERIES)));
        return counts.every((count) => count === 0);
      });
    },
    stop: () => bazaar.stop(),
  };
}

const OPEN_DELIVERIES = `select count(*)::int as n from outbox_delivery where state <> 'skipped'`;
const OPEN_REFUNDS = `select count(*)::int as n from refund where status = 'PENDING'`;
const STOCK = `
  select sum(l.on_hand)::int as "onHand", sum(l.allocated)::int as allocated, sum(l.available)::int as available
    from stock_level l join offer on offer.id = l.offer_id where offer.sku = $1`;
