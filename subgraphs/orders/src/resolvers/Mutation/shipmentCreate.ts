import { requireUser } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import { badKey, errorsOfShipment, errorsOfTexts, vendorOrderNotFound } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { createShipment } from '../../operations/create-shipment.ts';
import { isIdempotencyKey } from '../../operations/read-checkout-input.ts';
import { findShipment } from '../../storage/shipments.ts';

export const shipmentCreate: MutationResolvers['shipmentCreate'] = async (_parent, { input }, context) => {
  requireUser(context.viewer);
  const refused = { shipment: null, vendorOrder: null };
  const vendorOrderId = parseId('vor', input.vendorOrderId);
  if (!vendorOrderId) return { ...refused, userErrors: [vendorOrderNotFound] };
  if (!isIdempotencyKey(input.idempotencyKey)) return { ...refused, userErrors: [badKey] };
  const badTexts = errorsOfTexts({
    carrier: { text: input.carrier, min: 1, max: 100 },
    trackingNumber: { text: input.trackingNumber, min: 1, max: 100 },
  });
  if (badTexts.length > 0) return { ...refused, userErrors: badTexts };

  const outcome = await createShipment(context, {
    vendorOrderId,
    lines: input.lines?.map(({ orderLineId, quantity }) => ({ orderLineId, quantity })) ?? null,
    carrier: input.carrier.trim(),
    trackingNumber: input.trackingNumber.trim(),
    idempotencyKey: input.idempotencyKey,
  });
  return {
    shipment: outcome.kind === 'shipped' ? await findShipment(context.reader, outcome.shipmentId) : null,
    vendorOrder: await context.loaders.vendorOrders.load(vendorOrderId),
    userErrors: errorsOfShipment(outcome),
  };
};
