import type { Region } from './region.ts';

/** Decides the rate of tax on goods and shipping. Another strategy asks a table, or has asked a service before pricing begins. */
export interface TaxStrategy {
  /** Parts per million, for goods of `taxCategory` sent to `country` (null while it is not known). */
  goodsRate(region: Region, taxCategory: string, country: string | null): number;
  shippingRate(region: Region, country: string | null): number;
}

/** One rate for everything in a region. */
export const flatTax: TaxStrategy = {
  goodsRate: (region) => region.taxRatePpm,
  shippingRate: (region) => region.taxRatePpm,
};
