import type { MarketUnderTest } from './market-under-test.ts';
import { percentile, round, type LoadResult } from './load.ts';
import { buy, createShopper } from './shoppers.ts';

const SHOPPERS = 16;

/** Sixteen shoppers who buy one order after the other: from the empty cart to the captured payment, two vendors each. */
export async function checkoutLoad(market: MarketUnderTest, products: number, seconds: number): Promise<LoadResult> {
  const shoppers = await Promise.all(Array.from({ length: SHOPPERS }, () => createShopper(market.url)));
  const durations: number[] = [];
  let number = 0;
  let failed = 0;

  async function shop(until: number): Promise<void> {
    await Promise.all(
      shoppers.map(async (shopper) => {
        while (performance.now() < until) {
          const startedAt = performance.now();
          await buy(shopper, number++ % products).then(
            () => durations.push(performance.now() - startedAt),
            () => failed++,
          );
        }
      }),
    );
  }

  await shop(performance.now() + 2_000);
  durations.length = 0;
  failed = 0;
  const before = market.cpu();
  const startedAt = performance.now();
  await shop(startedAt + seconds * 1_000);
  const elapsedMs = performance.now() - startedAt;
  const after = market.cpu();
  return {
    name: 'checkout journey',
    requestsPerSecond: round(durations.length / (elapsedMs / 1_000)),
    p50Ms: Math.round(percentile(durations, 0.5)),
    p99Ms: Math.round(percentile(durations, 0.99)),
    nodeCpuMsPerRequest: round((after.nodeMs - before.nodeMs) / durations.length),
    postgresCpuMsPerRequest: round((after.postgresMs - before.postgresMs) / durations.length),
    failed,
  };
}
