import type { PubSub } from '@bazaar/ephemeral/ephemeral';
import { publishLive } from '@bazaar/subgraph/live';
import type { OrderSignal } from '../storage/change-order.ts';
import { buyerTopic, orderTopic, vendorTopic } from './topics.ts';

/** Tells everyone who follows the order, its buyer's orders or its vendors' that it changed. Call it after the commit. */
export async function publishOrder(pubsub: PubSub, signal: OrderSignal): Promise<void> {
  const { orderId: id, version, buyerId } = signal;
  await Promise.all([
    publishLive(pubsub, orderTopic(id), { id, version }),
    ...(buyerId ? [publishLive(pubsub, buyerTopic(buyerId), { id, version })] : []),
    ...signal.parts.map((part) =>
      publishLive(pubsub, vendorTopic(part.vendorId), { id: part.id, version: part.version }),
    ),
  ]);
}
