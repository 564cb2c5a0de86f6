import { announce } from '@bazaar/events/announce';
import { newId } from '@bazaar/ids/id';
import type { ShipmentId, VendorOrderId } from '@bazaar/ids/kinds';
import { requireUser } from '@bazaar/identity/guards';
import { afterCommit } from '@bazaar/postgres/in-transaction';
import type { Tx } from '@bazaar/postgres/tx';
import { onceByKey } from '@bazaar/subgraph/idempotency';
import type { OrdersContext } from '../context.ts';
import { reservationIdOf } from '../domain/checkout-ids.ts';
import { decideShipment, type LineToShip, type ShipmentOutcome } from '../domain/decide-shipment.ts';
import { deriveOrderStatus, type FulfilmentStatus } from '../domain/fulfilment.ts';
import type { VendorOrder } from '../domain/order.ts';
import { publishOrder } from '../live/publish-order.ts';
import { changeOrder, type HistoryEntry } from '../storage/change-order.ts';
import { addShipped, findOrderIdOfPart, listLinesOfParts, lockOrder } from '../storage/orders.ts';
import { insertShipment } from '../storage/shipments.ts';
import { actorForPart, canForPart } from '../access/vendor-order-access.ts';

export type CreateShipmentOutcome =
  | { readonly kind: 'shipped'; readonly shipmentId: ShipmentId }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'tooManyParcels' }
  | { readonly kind: 'idempotencyKeyReused' }
  | Exclude<ShipmentOutcome, { kind: 'shipped' }>;

export interface CreateShipmentRequest {
  readonly vendorOrderId: VendorOrderId;
  /** Null: everything that has not left yet. */
  readonly lines: readonly LineToShip[] | null;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly idempotencyKey: string;
}

type Dependencies = Pick<OrdersContext, 'inTransaction' | 'reader' | 'viewer' | 'now' | 'ephemeral'>;

/** Sends a parcel of a vendor's part, and tells the warehouse. It and a cancellation exclude each other by the order's lock. */
export async function createShipment(
  context: Dependencies,
  request: CreateShipmentRequest,
): Promise<CreateShipmentOutcome> {
  const { userId } = requireUser(context.viewer);
  return context.inTransaction((tx) =>
    onceByKey<CreateShipmentOutcome>(
      tx,
      { caller: userId, operation: 'shipmentCreate', key: request.idempotencyKey, input: request },
      () => shipIn(context, tx, request),
    ),
  );
}

async function shipIn(context: Dependencies, tx: Tx, request: CreateShipmentRequest): Promise<CreateShipmentOutcome> {
  const orderId = await findOrderIdOfPart(tx, request.vendorOrderId);
  const locked = orderId && (await lockOrder(tx, orderId));
  const part = locked ? locked.parts.find(({ id }) => id === request.vendorOrderId) : undefined;
  if (!locked || !part || !canForPart(context.viewer, part, 'vendor.order.fulfil')) return { kind: 'notFound' };
  const [lines = []] = await listLinesOfParts(tx, [part.id]);
  const outcome = decideShipment(part, lines, request.lines);
  if (outcome.kind !== 'shipped') return outcome;

  const { order } = locked;
  const at = context.now();
  const shipmentId = newId('shp');
  const { carrier, trackingNumber } = request;
  const parcel = outcome.lines.map(({ line, quantity }) => ({ shipmentId, orderLineId: line.id, quantity }));
  const status = outcome.passes.at(-1) ?? part.status;
  const shipment = {
    id: shipmentId,
    vendorOrderId: part.id,
    carrier,
    trackingNumber,
    status: 'SHIPPED',
    shippedAt: at,
    deliveredAt: null,
  } as const;
  if (!(await insertShipment(tx, shipment, parcel, status === 'SHIPPED'))) return { kind: 'tooManyParcels' };
  await addShipped(
    tx,
    parcel.map(({ orderLineId: id, quantity }) => ({ id, quantity })),
  );
  const signal = await changeOrder(tx, {
    orderId: order.id,
    status: deriveOrderStatus(locked.parts.map((other) => (other.id === part.id ? status : other.status))),
    parts: [{ id: part.id, status }],
    history: steps(part, outcome.passes),
    actor: actorForPart(context.viewer, part),
    at,
  });
  await announce(tx, {
    type: 'order.shipped',
    aggregateId: order.id,
    sequence: signal.version,
    data: {
      orderId: order.id,
      vendorOrderId: part.id,
      vendorId: part.vendorId,
      shipmentId,
      reservationId: reservationIdOf(order.id),
      lines: outcome.lines.map(({ line, quantity }) => ({ orderLineId: line.id, offerId: line.offerId, quantity })),
    },
  });
  afterCommit(tx, () => publishOrder(context.ephemeral.pubsub, signal));
  return { kind: 'shipped', shipmentId };
}

function steps(part: VendorOrder, passes: readonly FulfilmentStatus[]): HistoryEntry[] {
  return passes.map((to, index) => ({
    vendorOrderId: part.id,
    machine: 'FULFILMENT',
    from: passes[index - 1] ?? part.status,
    to,
  }));
}
