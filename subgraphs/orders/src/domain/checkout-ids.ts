import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { CheckoutId, OrderId, ReservationId } from '@bazaar/ids/kinds';

/** A checkout's order carries its UUID: there can be no second one. */
export function orderIdOf(checkoutId: CheckoutId): OrderId {
  return idFromUuid('ord', idToUuid(checkoutId));
}

export function checkoutIdOf(orderId: OrderId): CheckoutId {
  return idFromUuid('chk', idToUuid(orderId));
}

/** A checkout's stock reservation carries its UUID: reserving again finds the first one. */
export function reservationIdOf(id: CheckoutId | OrderId): ReservationId {
  return idFromUuid('rsv', idToUuid(id));
}
