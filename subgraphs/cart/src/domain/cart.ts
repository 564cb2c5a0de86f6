import type { CartId, CartLineId, CheckoutId, OfferId, UserId, VendorId } from '@bazaar/ids/kinds';
import type { OfferView } from './offer-view.ts';
import type { Region } from './region.ts';

export interface CartLine {
  readonly id: CartLineId;
  readonly offerId: OfferId;
  readonly quantity: number;
  /** Minor units of the region's currency. */
  readonly unitAmountWhenAdded: number;
  /** The offer as catalog last described it. */
  readonly lastSeen: OfferView;
  readonly addedAt: Date;
}

export interface Cart {
  readonly id: CartId;
  /** Null for a guest's cart. */
  readonly buyerId: UserId | null;
  readonly region: Region;
  /** Rises with every change. */
  readonly version: number;
  /** The checkout that holds the cart still. */
  readonly frozenBy: CheckoutId | null;
  /** The user's cart that took over a guest cart's lines. */
  readonly mergedInto: CartId | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** In the order in which they were added. */
  readonly lines: readonly CartLine[];
  /** Chosen shipping methods by vendor. */
  readonly shippingChoices: ReadonlyMap<VendorId, string>;
}
