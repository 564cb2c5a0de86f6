import { round } from '../gateway/summary.ts';
import { openCrowd, type Company } from './crowd.ts';
import type { LiveMarket } from './live-market.ts';

export interface Deliveries {
  readonly subscribers: number;
  readonly deliveries: number;
  readonly perSecond: number;
  /** The gateway's. */
  readonly cpuMsPerThousand: number;
  /** How much of its core the gateway used. */
  readonly coreBusy: number;
  /** Events with errors. Anything but 0 makes the figures worthless. */
  readonly failed: number;
}

/** However short the measurement, at least so many. */
const MIN_DELIVERIES = 10_000;
/** Events that may be on their way at a time: enough to keep the gateway busy, few enough that no subscriber falls behind. */
const WINDOW = 4;

/** How fast events reach `count` subscribers, when the next is published as soon as most of the last ones have come. */
export async function measureDeliveries(
  market: LiveMarket,
  company: Company,
  count: number,
  seconds: number,
): Promise<Deliveries> {
  const crowd = await openCrowd(market, company, count);
  await market.publish();
  await crowd.reach(count);
  const cpuBefore = market.cpuMs();
  const startedAt = performance.now();
  let published = 0;
  while (performance.now() - startedAt < seconds * 1_000 || published * count < MIN_DELIVERIES) {
    await crowd.reach(count + (published - WINDOW) * count);
    await market.publish();
    published += 1;
  }
  const deliveries = published * count;
  await crowd.reach(count + deliveries);
  const elapsedMs = performance.now() - startedAt;
  const cpuMs = market.cpuMs() - cpuBefore;
  const { failed } = crowd;
  await crowd.cut();
  return {
    subscribers: count,
    deliveries,
    perSecond: Math.round(deliveries / (elapsedMs / 1_000)),
    cpuMsPerThousand: round((cpuMs / deliveries) * 1_000, 1),
    coreBusy: round(cpuMs / elapsedMs, 2),
    failed,
  };
}
