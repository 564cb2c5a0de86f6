import {
  OrderHistoryDocument,
  ProductPageDocument,
  SearchPageDocument,
  UpdateCartLinesDocument,
} from '@bazaar/client/generated/operations';
import { checkoutLoad } from './checkout-load.ts';
import { searchWords, slugOf } from './generate-catalog.ts';
import { liveLatency, type LiveLatency } from './live-latency.ts';
import { CONNECTIONS, underLoad, type LoadResult } from './load.ts';
import type { MarketUnderTest, Mode } from './market-under-test.ts';
import { buy, createFilledCart, createShopper, type FilledCart } from './shoppers.ts';

export interface Measured {
  readonly mode: Mode;
  readonly startedInMs: number;
  readonly idlePssMb: number;
  readonly loads: readonly LoadResult[];
  readonly live: LiveLatency;
}

/** Measures one running marketplace: what each page and step costs, and how soon a change reaches its subscriber. */
export async function measure(
  market: MarketUnderTest,
  mode: Mode,
  products: number,
  seconds: number,
  tell: (line: string) => void,
): Promise<Measured> {
  const idlePssMb = Math.round(market.pssBytes() / 1_000_000);
  const shopper = await createShopper(market.url);
  for (let number = 0; number < 5; number++) await buy(shopper, number);
  const carts = await Promise.all(Array.from({ length: CONNECTIONS }, () => createFilledCart(market.url)));
  // There is one for each connection.
  const cartOf = (connection: number) => carts[connection] as FilledCart;

  const loads: LoadResult[] = [];
  const note = (result: LoadResult): void => {
    loads.push(result);
    tell(
      `${result.name.padEnd(18)} ${String(result.requestsPerSecond).padStart(7)}/s   p50 ${result.p50Ms} ms   p99 ${result.p99Ms} ms   ` +
        `CPU ${result.nodeCpuMsPerRequest} + ${result.postgresCpuMsPerRequest} ms (Node + Postgres)${result.failed > 0 ? `   FAILED ${result.failed}` : ''}`,
    );
  };
  const currency = 'USD';
  note(
    await underLoad(
      market,
      'product page',
      ProductPageDocument,
      (index) => ({ slug: slugOf((index * 7) % products), currency }),
      { seconds },
    ),
  );
  note(
    await underLoad(
      market,
      'search page',
      SearchPageDocument,
      (index) => ({ query: searchWords(index), first: 24, currency }),
      { seconds },
    ),
  );
  note(
    await underLoad(
      market,
      'list by price',
      SearchPageDocument,
      (index) => ({
        where: { currency, minPrice: 500 + (index % 1_000) },
        orderBy: 'PRICE_ASC' as const,
        first: 24,
        currency,
      }),
      { seconds },
    ),
  );
  note(
    await underLoad(
      market,
      'cart mutation',
      UpdateCartLinesDocument,
      (index, connection) => {
        const { cartId, cartLineId } = cartOf(connection);
        return { input: { cartId, lines: [{ cartLineId, quantity: 1 + (index % 9) }] } };
      },
      { seconds, tokenOf: (connection) => cartOf(connection).token },
    ),
  );
  const tokenOf = () => shopper.token;
  note(await underLoad(market, 'order history', OrderHistoryDocument, () => ({ first: 20 }), { seconds, tokenOf }));
  note(await checkoutLoad(market, products, seconds));
  const live = await liveLatency(market, 25);
  tell(`status to subscriber    p50 ${live.p50Ms} ms   p99 ${live.p99Ms} ms   over ${live.changes} changes`);
  return { mode, startedInMs: Math.round(market.startedInMs), idlePssMb, loads, live };
}
