import { setTimeout as sleep } from 'node:timers/promises';
import { orderIdOf, ORDERS, USERS } from '../gateway/fixture/market-data.ts';
import { FOLLOW_ORDER } from './live-fixture.ts';
import type { LiveMarket } from './live-market.ts';
import { openSubscriber, type Subscriber } from './subscriber.ts';

/** Whether all follow the same order as the same user, or each an order of its own. */
export type Company = 'shared' | 'distinct';

/** Many subscribers, and what they have got. */
export interface Crowd {
  readonly subscribers: readonly Subscriber[];
  /** Events that came to any of them so far. */
  readonly received: number;
  /** Those of them that had errors, and subscriptions that ended. */
  readonly failed: number;
  /** Waits until so many have come. @throws when they stop coming. */
  reach(total: number): Promise<void>;
  /** Drops all connections at once, and waits until no subscription is left in the subgraph. Returns how long that took; milliseconds. */
  cut(): Promise<number>;
}

/** The most subscribers that can follow an order each. */
export const MAX_DISTINCT = USERS * ORDERS;

/** Connections that are opened at a time. */
const OPENING = 100;
/** When nothing has come for so long, nothing will. */
const PATIENCE_MS = 10_000;
/** Subscriptions that reach the subgraph one after the other are no further apart. */
const QUIET_MS = 500;

/** Opens `count` subscribers and waits until their subscriptions stand. @throws when one is refused. */
export async function openCrowd(
  market: LiveMarket,
  company: Company,
  count: number,
  query = FOLLOW_ORDER,
): Promise<Crowd> {
  const subscribers: Subscriber[] = [];
  let received = 0;
  let lastAt = performance.now();
  let wanted = Infinity;
  let arrive: (() => void) | undefined;

  function onEvent(): void {
    received += 1;
    lastAt = performance.now();
    if (received >= wanted) arrive?.();
  }

  function open(number: number): Promise<Subscriber> {
    const user = company === 'shared' ? 0 : number % USERS;
    const order = company === 'shared' ? 0 : Math.floor(number / USERS);
    const token = market.tokens[user] ?? '';
    return openSubscriber(market.url, { token, query, orderId: orderIdOf(user, order) }, onEvent);
  }

  async function reach(total: number): Promise<void> {
    lastAt = performance.now();
    while (received < total) {
      if (performance.now() - lastAt >= PATIENCE_MS) throw new Error(`${received} of ${total} events have come.`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PATIENCE_MS);
        wanted = total;
        arrive = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** The server has heard of every subscription; waits until it has done with them what it does. */
  async function stand(): Promise<void> {
    for (let last = -1, since = performance.now(); performance.now() - since < QUIET_MS; await sleep(QUIET_MS / 10)) {
      const followers = await market.followers();
      if (followers !== last) since = performance.now();
      last = followers;
    }
  }

  for (let first = 0; first < count; first += OPENING)
    subscribers.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(OPENING, count - first) }, (_, index) => open(first + index)),
      )),
    );
  await stand();

  return {
    subscribers,
    get received() {
      return received;
    },
    get failed() {
      return subscribers.reduce((sum, subscriber) => sum + subscriber.failed, 0);
    },
    reach,
    async cut() {
      const cutAt = performance.now();
      for (const subscriber of subscribers) subscriber.cut();
      while ((await market.followers()) > 0) {
        if (performance.now() - cutAt > PATIENCE_MS) throw new Error('Subscriptions outlive their clients.');
        await sleep(1);
      }
      return performance.now() - cutAt;
    },
  };
}
