import type { InTransaction } from '@bazaar/postgres/in-transaction';
import type { Region } from '../domain/region.ts';
import { putRegion } from '../storage/regions.ts';

/** Adds regions or changes their prices, by code, all in one transaction. Carts keep the currency they began with. */
export async function importRegions(
  { inTransaction }: { inTransaction: InTransaction },
  regions: readonly Region[],
): Promise<void> {
  await inTransaction(async (tx) => {
    for (const region of regions) await putRegion(tx, region);
  });
}
