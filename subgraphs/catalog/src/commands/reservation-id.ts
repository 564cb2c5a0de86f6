import { parseId } from '@bazaar/ids/id';
import type { ReservationId } from '@bazaar/ids/kinds';
import { Fault } from '@bazaar/runtime/faults';

/**
 * The reservation's id as a neighbour sent it.
 * @throws Fault `BAD_REQUEST`: ids of reservations are made by neighbours, never typed by users.
 */
export function requireReservationId(text: string): ReservationId {
  const id = parseId('rsv', text);
  if (!id) throw new Fault('BAD_REQUEST', 'The id of a reservation is malformed.');
  return id;
}
