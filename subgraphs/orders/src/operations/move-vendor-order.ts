import type { VendorOrderId } from '@bazaar/ids/kinds';
import { afterCommit } from '@bazaar/postgres/in-transaction';
import type { Tx } from '@bazaar/postgres/tx';
import type { OrdersContext } from '../context.ts';
import { deriveOrderStatus, mayBecome, type FulfilmentStatus } from '../domain/fulfilment.ts';
import type { Actor, VendorOrder } from '../domain/order.ts';
import { publishOrder } from '../live/publish-order.ts';
import { changeOrder } from '../storage/change-order.ts';
import { findOrderIdOfPart, lockOrder } from '../storage/orders.ts';

export type MoveOutcome =
  | { readonly kind: 'moved' }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'illegalTransition'; readonly from: FulfilmentStatus; readonly to: FulfilmentStatus };

export interface MoveRequest {
  readonly vendorOrderId: VendorOrderId;
  readonly to: FulfilmentStatus;
  readonly note: string | null;
  readonly actor: (part: VendorOrder) => Actor;
  /** Whether the viewer may move this part; if not, it reads as not found. */
  readonly allows: (part: VendorOrder) => boolean;
}

/** Takes a vendor's part one step along its machine, with a history row. Asking for where it stands already changes nothing. */
export function moveVendorOrder(
  context: Pick<OrdersContext, 'inTransaction' | 'now' | 'ephemeral'>,
  request: MoveRequest,
): Promise<MoveOutcome> {
  return context.inTransaction((tx) => moveIn(context, tx, request));
}

async function moveIn(
  context: Pick<OrdersContext, 'now' | 'ephemeral'>,
  tx: Tx,
  { vendorOrderId, to, note, actor, allows }: MoveRequest,
): Promise<MoveOutcome> {
  const orderId = await findOrderIdOfPart(tx, vendorOrderId);
  const locked = orderId && (await lockOrder(tx, orderId));
  const part = locked ? locked.parts.find(({ id }) => id === vendorOrderId) : undefined;
  if (!locked || !part || !allows(part)) return { kind: 'notFound' };
  const from = part.status;
  if (from === to) return { kind: 'moved' };
  if (!mayBecome(from, to)) return { kind: 'illegalTransition', from, to };
  const signal = await changeOrder(tx, {
    orderId: locked.order.id,
    status: deriveOrderStatus(locked.parts.map((other) => (other.id === part.id ? to : other.status))),
    parts: [{ id: part.id, status: to }],
    history: [{ vendorOrderId: part.id, machine: 'FULFILMENT', from, to, note }],
    actor: actor(part),
    at: context.now(),
  });
  afterCommit(tx, () => publishOrder(context.ephemeral.pubsub, signal));
  return { kind: 'moved' };
}
