import { importRegions } from '@bazaar/cart/operations/import-regions';
import { importCatalog } from '@bazaar/catalog/operations/import-catalog';
import { newId } from '@bazaar/ids/id';
import type { Database } from '@bazaar/postgres/open-database';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { importUsers } from '@bazaar/users/operations/import-users';
import { createPasswordHasher } from '@bazaar/users/passwords/password-hasher';
import { importVendors } from '@bazaar/vendors/operations/import-vendors';
import type { TestVendor } from './goods.ts';

export const PASSWORD = 'a password for tests';

export interface SeededMarket {
  readonly admin: { readonly email: string; readonly password: string };
  readonly vendors: readonly [TestVendor, TestVendor];
}

/** Brings in an administrator, two vendors with their owners and warehouses, and two regions. Nothing is on sale yet. */
export async function seedMarket(databaseOf: (name: SubgraphName) => Database): Promise<SeededMarket> {
  const now = (): Date => new Date();
  const admin = { id: newId('usr'), email: 'admin@example.com', password: PASSWORD };
  const vendors: SeededMarket['vendors'] = [vendorCalled('Alpine Supply'), vendorCalled('Blue Harbor')];
  const person = { firstName: 'Test', lastName: 'Person', locale: 'en-US' };
  await importUsers(
    { inTransaction: databaseOf('users').inTransaction, now, passwords: await createPasswordHasher() },
    [
      { ...admin, ...person, roles: ['ADMIN', 'SUPERADMIN'] },
      ...vendors.map(({ owner }) => ({ ...owner, ...person, roles: ['CUSTOMER' as const, 'VENDOR' as const] })),
    ],
  );
  await importVendors(
    { inTransaction: databaseOf('vendors').inTransaction, now },
    vendors.map(({ id, name, owner }) => ({
      id,
      name,
      handle: handleOf(name),
      description: 'Sells things to tests.',
      website: null,
      email: owner.email,
      ownerId: owner.id,
    })),
  );
  await importCatalog(databaseOf('catalog'), {
    vendors: vendors.map(({ id, name }) => ({ id, name, handle: handleOf(name) })),
    warehouses: vendors.map(({ id, warehouseId }) => ({ id: warehouseId, vendorId: id, name: 'Main', country: 'US' })),
  });
  const terms = { taxRatePpm: 50_000, standardShipping: 595, expressShipping: 1_495 };
  await importRegions(databaseOf('cart'), [
    { ...terms, code: 'US', name: 'United States', currency: 'USD', countries: ['US'], taxInclusive: false },
    { ...terms, code: 'EU', name: 'Euro area', currency: 'EUR', countries: ['DE', 'FR'], taxInclusive: true },
  ]);
  return { admin, vendors };
}

function vendorCalled(name: string): TestVendor {
  const owner = { id: newId('usr'), email: `${handleOf(name)}@example.com`, password: PASSWORD };
  return { id: newId('vnd'), name, warehouseId: newId('whs'), owner };
}

function handleOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
