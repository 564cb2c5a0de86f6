import type { CurrencyCode } from '@bazaar/money/currency';
import { execute, query } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Region } from '../domain/region.ts';

/** A region as JSON of its row: what {@link regionFromJson} reads. */
export interface RegionJson {
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly countries: string[];
  readonly tax_inclusive: boolean;
  readonly tax_rate_ppm: number;
  readonly standard_shipping: number;
  readonly express_shipping: number;
}

export function regionFromJson(json: RegionJson): Region {
  return {
    code: json.code,
    name: json.name,
    // importRegions parsed it before it was stored.
    currency: json.currency as CurrencyCode,
    countries: json.countries,
    taxInclusive: json.tax_inclusive,
    taxRatePpm: json.tax_rate_ppm,
    standardShipping: json.standard_shipping,
    expressShipping: json.express_shipping,
  };
}

/** All regions, by code. There are few. */
export async function listRegions(reader: Reader): Promise<Region[]> {
  const rows = await query<{ region: RegionJson }>(reader, 'select to_jsonb(r) as region from region r order by code');
  return rows.map(({ region }) => regionFromJson(region));
}

export async function findRegion(reader: Reader, code: string): Promise<Region | null> {
  const [row] = await query<{ region: RegionJson }>(
    reader,
    'select to_jsonb(r) as region from region r where code = $1',
    [code],
  );
  return row ? regionFromJson(row.region) : null;
}

/** Adds a region or changes its prices; a cart keeps its region, so the currency of an existing one stays. */
export async function putRegion(tx: Tx, region: Region): Promise<void> {
  await execute(
    tx,
    `insert into region (code, name, currency, countries, tax_inclusive, tax_rate_ppm, standard_shipping, express_shipping)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (code) do update set name = excluded.name, countries = excluded.countries, tax_rate_ppm = excluded.tax_rate_ppm,
       standard_shipping = excluded.standard_shipping, express_shipping = excluded.express_shipping`,
    [
      region.code,
      region.name,
      region.currency,
      [...region.countries],
      region.taxInclusive,
      region.taxRatePpm,
      region.standardShipping,
      region.expressShipping,
    ],
  );
}
