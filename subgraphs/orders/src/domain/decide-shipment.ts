import type { OrderLineId } from '@bazaar/ids/kinds';
import type { FulfilmentStatus } from './fulfilment.ts';
import type { OrderLine, VendorOrder } from './order.ts';

export interface LineToShip {
  readonly orderLineId: string;
  readonly quantity: number;
}

export type ShipmentOutcome =
  | {
      readonly kind: 'shipped';
      readonly lines: readonly { readonly line: OrderLine; readonly quantity: number }[];
      /** The statuses the part passes through, the last being where it stands then. */
      readonly passes: readonly FulfilmentStatus[];
    }
  | { readonly kind: 'notShippable'; readonly status: FulfilmentStatus }
  | { readonly kind: 'nothingToShip' }
  | { readonly kind: 'lineNotFound'; readonly index: number }
  | { readonly kind: 'badQuantity'; readonly index: number; readonly open: number };

/**
 * Decides what goes into a parcel: the lines asked for, or all that is still open. Digital lines never ship. A part whose last open
 * unit leaves is SHIPPED; before that it is PROCESSING.
 */
export function decideShipment(
  part: Pick<VendorOrder, 'status'>,
  lines: readonly OrderLine[],
  asked: readonly LineToShip[] | null,
): ShipmentOutcome {
  if (part.status !== 'CONFIRMED' && part.status !== 'PROCESSING') return { kind: 'notShippable', status: part.status };
  const open = new Map<string, { line: OrderLine; quantity: number }>();
  for (const line of lines) {
    const quantity = line.quantity - line.shippedQuantity;
    if (!line.digital && quantity > 0) open.set(line.id, { line, quantity });
  }
  const parcel = new Map<OrderLineId, { line: OrderLine; quantity: number }>();
  if (asked === null) for (const entry of open.values()) parcel.set(entry.line.id, entry);
  for (const [index, { orderLineId, quantity }] of (asked ?? []).entries()) {
    const line = lines.find((candidate) => candidate.id === orderLineId);
    if (!line) return { kind: 'lineNotFound', index };
    const left = open.get(line.id)?.quantity ?? 0;
    const packed = parcel.get(line.id)?.quantity ?? 0;
    if (quantity < 1 || packed + quantity > left) return { kind: 'badQuantity', index, open: left - packed };
    parcel.set(line.id, { line, quantity: packed + quantity });
  }
  if (parcel.size === 0) return { kind: 'nothingToShip' };
  const complete = [...open.values()].every((entry) => parcel.get(entry.line.id)?.quantity === entry.quantity);
  const begins: FulfilmentStatus[] = part.status === 'CONFIRMED' ? ['PROCESSING'] : [];
  return { kind: 'shipped', lines: [...parcel.values()], passes: complete ? [...begins, 'SHIPPED'] : begins };
}
