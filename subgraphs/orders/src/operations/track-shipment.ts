import type { ShipmentId } from '@bazaar/ids/kinds';
import { afterCommit } from '@bazaar/postgres/in-transaction';
import type { Tx } from '@bazaar/postgres/tx';
import type { OrdersContext } from '../context.ts';
import { deriveOrderStatus } from '../domain/fulfilment.ts';
import type { Shipment, ShipmentStatus, VendorOrder } from '../domain/order.ts';
import { publishOrder } from '../live/publish-order.ts';
import { changeOrder } from '../storage/change-order.ts';
import { lockOrder } from '../storage/orders.ts';
import { findOrderOfShipment, insertTrackingEvent, listShipmentsOfParts } from '../storage/shipments.ts';
import { actorForPart, canForPart } from '../access/vendor-order-access.ts';

export type TrackShipmentOutcome =
  | { readonly kind: 'tracked' }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'alreadyDelivered' }
  | { readonly kind: 'inTheFuture' }
  | { readonly kind: 'beforeShipping' }
  | { readonly kind: 'tooManyEvents' };

export interface TrackShipmentRequest {
  readonly shipmentId: ShipmentId;
  readonly status: ShipmentStatus;
  readonly description: string | null;
  readonly location: string | null;
  /** Null: now. */
  readonly occurredAt: Date | null;
}

type Dependencies = Pick<OrdersContext, 'inTransaction' | 'viewer' | 'now' | 'ephemeral'>;

/** Clocks of carriers run ahead a little; more than this is a mistake, in milliseconds. */
const TOLERATED_AHEAD_MS = 5 * 60_000;

/** Carriers are told of a parcel before the marketplace is, up to this long; in milliseconds. */
const TOLERATED_BEHIND_MS = 7 * 24 * 3_600_000;

/** Adds a tracking event to a parcel. A part is DELIVERED once it has left whole and all of its parcels arrived. */
export function trackShipment(context: Dependencies, request: TrackShipmentRequest): Promise<TrackShipmentOutcome> {
  return context.inTransaction((tx) => trackIn(context, tx, request));
}

async function trackIn(context: Dependencies, tx: Tx, request: TrackShipmentRequest): Promise<TrackShipmentOutcome> {
  const found = await findOrderOfShipment(tx, request.shipmentId);
  const locked = found && (await lockOrder(tx, found.orderId));
  const part = locked ? locked.parts.find(({ id }) => id === found.vendorOrderId) : undefined;
  if (!locked || !part || !canForPart(context.viewer, part, 'vendor.order.fulfil')) return { kind: 'notFound' };
  const at = context.now();
  const occurredAt = request.occurredAt ?? at;
  if (occurredAt.getTime() > at.getTime() + TOLERATED_AHEAD_MS) return { kind: 'inTheFuture' };
  const [shipments = []] = await listShipmentsOfParts(tx, [part.id]);
  if (shipments.some(({ id, status }) => id === request.shipmentId && status === 'DELIVERED'))
    return { kind: 'alreadyDelivered' };
  const parcel = shipments.find(({ id }) => id === request.shipmentId);
  if (parcel && occurredAt.getTime() < parcel.shippedAt.getTime() - TOLERATED_BEHIND_MS)
    return { kind: 'beforeShipping' };

  if (!(await insertTrackingEvent(tx, { ...request, occurredAt }))) return { kind: 'tooManyEvents' };
  const delivered = isDelivered(part, shipments, request);
  const status = delivered ? 'DELIVERED' : part.status;
  const signal = await changeOrder(tx, {
    orderId: locked.order.id,
    status: deriveOrderStatus(locked.parts.map((other) => (other.id === part.id ? status : other.status))),
    parts: [{ id: part.id, status }],
    history: delivered ? [{ vendorOrderId: part.id, machine: 'FULFILMENT', from: part.status, to: 'DELIVERED' }] : [],
    actor: actorForPart(context.viewer, part),
    at,
  });
  afterCommit(tx, () => publishOrder(context.ephemeral.pubsub, signal));
  return { kind: 'tracked' };
}

function isDelivered(part: VendorOrder, shipments: readonly Shipment[], request: TrackShipmentRequest): boolean {
  if (part.status !== 'SHIPPED' || request.status !== 'DELIVERED') return false;
  return shipments.every(({ id, status }) => id === request.shipmentId || status === 'DELIVERED');
}
