import type { Person } from '@bazaar/bazaar/demo/people';
import { MarkDeliveredDocument, ShipDocument, StartProcessingDocument } from '@bazaar/client/generated/operations';
import { randomUUID } from 'node:crypto';

/** A vendor takes its part of an order from the shelf to the door. @throws with what the marketplace refused. */
export async function shipAndDeliver({ client }: Person, vendorOrderId: string): Promise<void> {
  const { vendorOrderStartProcessing } = await client.request(StartProcessingDocument, { input: { vendorOrderId } });
  refuseErrors('start processing', vendorOrderStartProcessing);
  const { shipmentCreate } = await client.request(ShipDocument, {
    input: { idempotencyKey: randomUUID(), vendorOrderId, carrier: 'Example Express', trackingNumber: 'EX-1' },
  });
  refuseErrors('ship', shipmentCreate);
  const { shipmentMarkDelivered } = await client.request(MarkDeliveredDocument, {
    input: { shipmentId: shipmentCreate?.shipment?.id ?? '' },
  });
  refuseErrors('deliver', shipmentMarkDelivered);
}

function refuseErrors(what: string, payload: { readonly userErrors: readonly { code: string }[] } | null): void {
  if (!payload || payload.userErrors.length > 0)
    throw new Error(`Could not ${what}: ${JSON.stringify(payload?.userErrors)}`);
}
