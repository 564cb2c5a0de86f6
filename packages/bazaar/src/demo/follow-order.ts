import type { BazaarClient } from '@bazaar/client/create-bazaar-client';
import { FollowOrderDocument, type FollowOrderSubscription } from '@bazaar/client/generated/operations';

export interface OrderUpdate {
  readonly status: string;
  readonly paymentStatus: string;
  readonly version: number;
  /** The vendors' parts as `<name> <status>`. */
  readonly parts: readonly string[];
  /** From the change, by the marketplace's clock, to its arrival here; `null` for the state at the beginning. Milliseconds. */
  readonly latencyMs: number | null;
}

export interface FollowedOrder {
  readonly updates: readonly OrderUpdate[];
  /** Resolves with the first update, past or future, that `matches`. @throws after `timeoutMs`. */
  until(matches: (update: OrderUpdate) => boolean, timeoutMs: number): Promise<OrderUpdate>;
  stop(): Promise<void>;
}

/** Follows an order from now on. `onUpdate` is called for every update as it arrives. */
export function followOrder(client: BazaarClient, id: string, onUpdate: (update: OrderUpdate) => void): FollowedOrder {
  const events = client.subscribe(FollowOrderDocument, { id });
  const updates: OrderUpdate[] = [];
  const waiting = new Set<() => void>();

  async function read(): Promise<void> {
    for await (const { orderUpdated } of events) {
      if (!orderUpdated) continue;
      const update = updateOf(orderUpdated, updates.length === 0);
      updates.push(update);
      onUpdate(update);
      for (const look of waiting) look();
    }
  }
  // Its end, and its errors, show as an update that does not come.
  const reading = read().catch(() => undefined);

  return {
    updates,
    until(matches, timeoutMs) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const found = updates.find(matches);
          if (!found) return;
          done();
          resolve(found);
        };
        const timer = setTimeout(() => {
          done();
          reject(
            new Error(
              `No update that was waited for within ${timeoutMs} ms; the last one: ${JSON.stringify(updates.at(-1))}`,
            ),
          );
        }, timeoutMs);
        const done = (): void => {
          clearTimeout(timer);
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      });
    },
    async stop() {
      await events.return?.();
      await reading;
    },
  };
}

type FollowedState = NonNullable<FollowOrderSubscription['orderUpdated']>;

function updateOf(order: FollowedState, isFirst: boolean): OrderUpdate {
  const changedAt = Math.max(...order.timeline.map((change) => Date.parse(change.occurredAt)));
  return {
    status: order.status,
    paymentStatus: order.paymentStatus,
    version: order.version,
    parts: order.vendorOrders.map((part) => `${part.vendor?.name ?? part.id} ${part.status}`),
    latencyMs: isFirst ? null : Date.now() - changedAt,
  };
}
