import { newId } from '@bazaar/ids/id';
import type { VendorId } from '@bazaar/ids/kinds';
import { canForVendor } from '@bazaar/identity/roles';
import { isCheckViolation, isUniqueViolation } from '@bazaar/postgres/errors';
import { parseCountry } from '@bazaar/subgraph/country';
import type { CatalogContext } from '../context.ts';
import { isText } from '../domain/product-rules.ts';
import { done, refused, type Outcome } from '../domain/problem.ts';
import type { Warehouse } from '../domain/warehouse.ts';
import { insertWarehouse } from '../storage/offer-writes.ts';

/** Opens a warehouse of a vendor whose stock the viewer may write. */
export async function createWarehouse(
  { inTransaction, viewer, now }: Pick<CatalogContext, 'inTransaction' | 'viewer' | 'now'>,
  given: { vendorId: VendorId; name: string; country: string; priority: number },
): Promise<Outcome<Warehouse>> {
  const { vendorId, name, priority } = given;
  if (!canForVendor(viewer, vendorId, 'catalog.stock.write')) return refused('VENDOR_NOT_FOUND', 'vendorId');
  if (!isText(name, 1, 200)) return refused('NAME_INVALID', 'name');
  const country = parseCountry(given.country);
  if (!country) return refused('COUNTRY_INVALID', 'country');
  const warehouse = { id: newId('whs'), vendorId, name, country, priority, createdAt: now() };
  try {
    await inTransaction((tx) => insertWarehouse(tx, warehouse));
  } catch (error) {
    if (isUniqueViolation(error, 'warehouse_name_key')) return refused('NAME_TAKEN', 'name');
    if (isCheckViolation(error, 'warehouse_limit')) return refused('WAREHOUSE_LIMIT_REACHED', 'vendorId');
    throw error;
  }
  return done(warehouse);
}
