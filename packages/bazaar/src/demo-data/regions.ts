import type { Region } from '@bazaar/cart/domain/region';

/** Five per cent, everywhere: the demo shows how tax is worked, not what it is. */
const TAX_RATE_PPM = 50_000;

const EURO_AREA = ['AT', 'BE', 'DE', 'ES', 'FI', 'FR', 'IE', 'IT', 'LU', 'NL', 'PT'];

/** Shipping is a flat amount per vendor, in minor units of the region's currency. */
export const DEMO_REGIONS: readonly Region[] = [
  region('US', 'United States', 'USD', ['US'], { taxInclusive: false, standardShipping: 5_95, expressShipping: 14_95 }),
  region('EU', 'Euro area', 'EUR', EURO_AREA, { taxInclusive: true, standardShipping: 4_95, expressShipping: 12_95 }),
  region('GB', 'United Kingdom', 'GBP', ['GB'], { taxInclusive: true, standardShipping: 3_95, expressShipping: 9_95 }),
  region('JP', 'Japan', 'JPY', ['JP'], { taxInclusive: true, standardShipping: 700, expressShipping: 1_600 }),
];

function region(
  code: string,
  name: string,
  currency: Region['currency'],
  countries: readonly string[],
  terms: Pick<Region, 'taxInclusive' | 'standardShipping' | 'expressShipping'>,
): Region {
  return { code, name, currency, countries, taxRatePpm: TAX_RATE_PPM, ...terms };
}
