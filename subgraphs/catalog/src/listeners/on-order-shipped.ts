import type { Listener } from '@bazaar/events/listener';
import type { CatalogContext } from '../context.ts';
import { shipStock } from '../operations/ship-stock.ts';
import { parseReservedLines } from './parse-reserved-lines.ts';

/** A parcel left: its units leave the warehouses. */
export const onOrderShipped: Listener<CatalogContext, 'order.shipped'> = async (tx, event) => {
  const { id, lines } = parseReservedLines(event.data);
  await shipStock(tx, id, lines);
};
