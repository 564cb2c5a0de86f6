import {
  FollowOrderDocument,
  OrderPageDocument,
  SignInDocument,
  StartProcessingDocument,
} from '@bazaar/client/generated/operations';
import { createBazaarClient } from '@bazaar/client/create-bazaar-client';
import { DEMO_ACCOUNTS } from '@bazaar/bazaar/demo-data/people';
import { DEMO_VENDORS } from '@bazaar/bazaar/demo-data/vendors';
import { WebSocket } from 'ws';
import type { MarketUnderTest } from './market-under-test.ts';
import { percentile } from './load.ts';
import { buy, createShopper } from './shoppers.ts';

export interface LiveLatency {
  readonly changes: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** From the change of an order's status, by the marketplace's clock, to its arrival at a subscriber; both on one machine. */
export async function liveLatency(market: MarketUnderTest, orders: number): Promise<LiveLatency> {
  const latencies: number[] = [];
  const owners = new Map<string, ReturnType<typeof createBazaarClient>>();
  for (const vendor of DEMO_VENDORS) {
    const account = DEMO_ACCOUNTS.find(({ id }) => id === vendor.ownerId);
    if (!account) continue;
    const { userSignIn } = await createBazaarClient({ url: market.url }).request(SignInDocument, {
      input: { email: account.email, password: account.password },
    });
    owners.set(vendor.name, createBazaarClient({ url: market.url, token: userSignIn?.tokens?.accessToken ?? null }));
  }

  const shopper = await createShopper(market.url);
  const watcher = createBazaarClient({ url: market.url, token: shopper.token, webSocket: WebSocket });
  for (let number = 0; number < orders; number++) {
    const orderId = await buy(shopper, number);
    const updates = watcher.subscribe(FollowOrderDocument, { id: orderId });
    await updates.next();
    const { order } = await shopper.client.request(OrderPageDocument, { id: orderId });
    for (const part of order?.vendorOrders ?? []) {
      const arrival = updates.next();
      await owners.get(part.vendorName)?.request(StartProcessingDocument, { input: { vendorOrderId: part.id } });
      const update = await arrival;
      const arrivedAt = Date.now();
      const changedAt = Math.max(
        ...(update.done ? [] : (update.value.orderUpdated?.timeline ?? [])).map(({ occurredAt }) =>
          Date.parse(occurredAt),
        ),
      );
      latencies.push(arrivedAt - changedAt);
    }
    await updates.return?.();
  }
  await watcher.close();
  await shopper.client.close();
  return { changes: latencies.length, p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99) };
}
