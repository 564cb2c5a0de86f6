import { requireUser } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import { errorsOfTexts, errorsOfTracking, shipmentNotFound } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { trackShipment } from '../../operations/track-shipment.ts';
import { findShipment } from '../../storage/shipments.ts';

export const shipmentAddTrackingEvent: MutationResolvers['shipmentAddTrackingEvent'] = async (
  _parent,
  { input },
  context,
) => {
  requireUser(context.viewer);
  const shipmentId = parseId('shp', input.shipmentId);
  const refused = { shipment: null, vendorOrder: null };
  if (!shipmentId) return { ...refused, userErrors: [shipmentNotFound] };
  const badTexts = errorsOfTexts({
    description: { text: input.description, min: 0, max: 500 },
    location: { text: input.location, min: 0, max: 200 },
  });
  if (badTexts.length > 0) return { ...refused, userErrors: badTexts };
  const outcome = await trackShipment(context, {
    shipmentId,
    status: input.status,
    description: input.description?.trim() || null,
    location: input.location?.trim() || null,
    occurredAt: input.occurredAt ?? null,
  });
  const shipment = outcome.kind === 'notFound' ? null : await findShipment(context.reader, shipmentId);
  return {
    shipment,
    vendorOrder: shipment && (await context.loaders.vendorOrders.load(shipment.vendorOrderId)),
    userErrors: errorsOfTracking(outcome),
  };
};
