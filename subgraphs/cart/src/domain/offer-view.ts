import type { CategoryId, OfferId, ProductId, VariantId, VendorId } from '@bazaar/ids/kinds';

/** An offer as a cart sees it: catalog's answer in one currency, with amounts in minor units. */
export interface OfferView {
  readonly offerId: OfferId;
  readonly vendorId: VendorId;
  readonly vendorName: string;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly imageUrl: string | null;
  /** Null when the offer has no price in the currency. */
  readonly unitAmount: number | null;
  /** Units to be had now; null for untracked offers. */
  readonly available: number | null;
  readonly purchasable: boolean;
  readonly isDigital: boolean;
  readonly minQuantity: number;
  readonly maxQuantity: number | null;
  readonly taxCategory: string;
  readonly categoryIds: readonly CategoryId[];
}
