import type { Listener } from '@bazaar/events/listener';
import type { CatalogContext } from '../context.ts';
import { cancelStock } from '../operations/cancel-stock.ts';
import { parseReservedLines } from './parse-reserved-lines.ts';

/** A vendor's part was cancelled before shipping: its units can be sold again. */
export const onOrderCancelled: Listener<CatalogContext, 'order.cancelled'> = async (tx, event) => {
  const { id, lines } = parseReservedLines(event.data);
  await cancelStock(tx, id, lines);
};
