import type { CurrencyCode } from '@bazaar/money/currency';

const REGION_CODE = /^[A-Z][A-Z0-9-]{1,15}$/;

/** Whether `text` could be a region's code. */
export function isRegionCode(text: string): boolean {
  return REGION_CODE.test(text);
}

/** Where a cart buys: fixed when the cart is created. */
export interface Region {
  readonly code: string;
  readonly name: string;
  readonly currency: CurrencyCode;
  /** ISO 3166-1 alpha-2 codes that orders of this region ship to. */
  readonly countries: readonly string[];
  /** Prices and shipping include their tax. */
  readonly taxInclusive: boolean;
  readonly taxRatePpm: number;
  /** Flat shipping per vendor, minor units. */
  readonly standardShipping: number;
  readonly expressShipping: number;
}
