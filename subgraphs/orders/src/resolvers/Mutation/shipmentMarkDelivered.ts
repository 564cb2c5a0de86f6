import { requireUser } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import { errorsOfTracking, shipmentNotFound } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { trackShipment } from '../../operations/track-shipment.ts';
import { findShipment } from '../../storage/shipments.ts';

export const shipmentMarkDelivered: MutationResolvers['shipmentMarkDelivered'] = async (
  _parent,
  { input },
  context,
) => {
  requireUser(context.viewer);
  const shipmentId = parseId('shp', input.shipmentId);
  const outcome = shipmentId
    ? await trackShipment(context, {
        shipmentId,
        status: 'DELIVERED',
        description: null,
        location: null,
        occurredAt: input.occurredAt ?? null,
      })
    : ({ kind: 'notFound' } as const);
  const shipment = shipmentId && outcome.kind !== 'notFound' ? await findShipment(context.reader, shipmentId) : null;
  return {
    shipment,
    vendorOrder: shipment && (await context.loaders.vendorOrders.load(shipment.vendorOrderId)),
    userErrors: shipmentId ? errorsOfTracking(outcome) : [shipmentNotFound],
  };
};
