import { noteChanged } from '@bazaar/events/changed';
import type { OfferId, ProductId, VariantId } from '@bazaar/ids/kinds';
import type { Tx } from '@bazaar/postgres/tx';

/** Notes a change of offers, or of their stock: what their products cost and who sells their variants follows from it. */
export function noteOffersChanged(
  tx: Tx,
  offers: readonly { readonly id: OfferId; readonly productId: ProductId; readonly variantId: VariantId }[],
): void {
  for (const { id, productId, variantId } of offers)
    noteChanged(tx, `Offer:${id}`, `Product:${productId}`, `Variant:${variantId}`);
}
