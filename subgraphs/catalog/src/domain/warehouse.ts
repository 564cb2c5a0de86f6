import type { OfferId, VendorId, WarehouseId } from '@bazaar/ids/kinds';

export interface Warehouse {
  readonly id: WarehouseId;
  readonly vendorId: VendorId;
  readonly name: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** Reservations draw from the lowest first. */
  readonly priority: number;
  readonly createdAt: Date;
}

/** Units of an offer in one warehouse: `onHand` is always the sum of the other three. */
export interface StockLevel {
  readonly offerId: OfferId;
  readonly warehouse: Warehouse;
  readonly onHand: number;
  /** Held for checkouts under way. */
  readonly reserved: number;
  /** Sold and not yet shipped. */
  readonly allocated: number;
  readonly available: number;
}
