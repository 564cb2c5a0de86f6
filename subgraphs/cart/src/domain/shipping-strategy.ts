import type { Region } from './region.ts';

/** One way to have a vendor's goods sent. */
export interface ShippingMethod {
  readonly code: string;
  readonly name: string;
  /** Minor units of the region's currency; with tax in a region whose prices include it. */
  readonly amount: number;
}

/** What one vendor would send. */
export interface Parcel {
  readonly digitalOnly: boolean;
  /** Minor units. */
  readonly goodsAmount: number;
}

/** Decides how a vendor's goods can be sent: at least one method, the first is taken unless the buyer chooses another. */
export interface ShippingStrategy {
  methods(region: Region, parcel: Parcel, country: string | null): readonly [ShippingMethod, ...ShippingMethod[]];
}

/** The region's flat prices per vendor; nothing to send for digital goods. */
export const flatShipping: ShippingStrategy = {
  methods(region, parcel) {
    if (parcel.digitalOnly) return [{ code: 'DIGITAL', name: 'Digital delivery', amount: 0 }];
    return [
      { code: 'STANDARD', name: 'Standard shipping', amount: region.standardShipping },
      { code: 'EXPRESS', name: 'Express shipping', amount: region.expressShipping },
    ];
  },
};
