import {
  AddToCartDocument,
  OrderHistoryDocument,
  ProductPageDocument,
  SearchPageDocument,
  UpdateCartLinesDocument,
} from '@bazaar/client/generated/operations';
import { checkoutLoad } from './checkout-load.ts';
import { offerIdOf, searchWords, slugOf } from './generate-catalog.ts';
import { liveLatency, type LiveLatency } from './live-latency.ts';
import { underLoad, type LoadResult } from './load.ts';
import type { MarketUnderTest, Mode } from './market-under-test.ts';
import { buy, createShopper } from './shoppers.ts';

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
  const { cartAddLines } = await shopper.client.request(AddToCartDocument, {
    input: { cartId: shopper.cartId, lines: [{ offerId: offerIdOf(3), quantity: 1 }] },
  });
  const line = cartAddLines?.cart?.groups[0]?.lines[0];
  if (!line) throw new Error('A cart could not be filled.');

  const loads: LoadResult[] = [];
  const note = (result: LoadResult): void => {
    loads.push(result);
    tell(
      `${result.name.padEnd(18)} ${String(result.requestsPerSecond).padStart(7)}/s   p50 ${result.p50Ms} ms   p99 ${result.p99Ms} ms   ` +
        `CPU ${result.nodeCpuMsPerRequest} + ${result.postgresCpuMsPerRequest} ms (Node + Postgres)${result.failed > 0 ? `   FAILED ${result.failed}` : ''}`,
    );
  };
  const currency = 'USD';
  const token = shopper.token;
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
      (index) => ({ input: { cartId: shopper.cartId, lines: [{ cartLineId: line.id, quantity: 1 + (index % 9) }] } }),
      { seconds, token },
    ),
  );
  note(await underLoad(market, 'order history', OrderHistoryDocument, () => ({ first: 20 }), { seconds, token }));
  note(await checkoutLoad(market, products, seconds));
  const live = await liveLatency(market, 25);
  tell(`status to subscriber    p50 ${live.p50Ms} ms   p99 ${live.p99Ms} ms   over ${live.changes} changes`);
  return { mode, startedInMs: Math.round(market.startedInMs), idlePssMb, loads, live };
}
