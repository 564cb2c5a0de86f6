import type { OrderId, UserId, VendorId } from '@bazaar/ids/kinds';

/** Signals of one order: its id and version. */
export const orderTopic = (id: OrderId): string => `orders.order.${id}`;

/** Signals of all orders of one buyer: the orders' ids and versions. */
export const buyerTopic = (id: UserId): string => `orders.buyer.${id}`;

/** Signals of one vendor's parts: the parts' ids and versions. */
export const vendorTopic = (id: VendorId): string => `orders.vendor.${id}`;
