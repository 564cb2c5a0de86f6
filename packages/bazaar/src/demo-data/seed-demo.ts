import { importRegions } from '@bazaar/cart/operations/import-regions';
import { importCatalog } from '@bazaar/catalog/operations/import-catalog';
import { listProducts } from '@bazaar/catalog/storage/products';
import { EVERYTHING } from '@bazaar/catalog/storage/visibility';
import type { Database } from '@bazaar/postgres/open-database';
import { importUsers } from '@bazaar/users/operations/import-users';
import { createPasswordHasher } from '@bazaar/users/passwords/password-hasher';
import { createCommissionRule } from '@bazaar/vendors/operations/create-commission-rule';
import { importVendors } from '@bazaar/vendors/operations/import-vendors';
import { listRules } from '@bazaar/vendors/storage/commission-rules';
import { DEMO_CATEGORIES } from './categories.ts';
import { DEMO_COMMISSION_RULES } from './commission-rules.ts';
import { IMPORTED_OFFERS } from './offers.ts';
import { DEMO_ACCOUNTS, type DemoAccount } from './people.ts';
import { IMPORTED_PRODUCTS } from './products.ts';
import { DEMO_REGIONS } from './regions.ts';
import { DEMO_VENDORS, DEMO_WAREHOUSES } from './vendors.ts';

type SeededDatabase = Pick<Database, 'reader' | 'inTransaction'>;

/** What seeding touches: the databases of four subgraphs, migrated, and the clock. */
export interface DemoContexts {
  readonly users: SeededDatabase;
  readonly vendors: SeededDatabase;
  readonly cart: SeededDatabase;
  readonly catalog: SeededDatabase;
  readonly now: () => Date;
}

export interface SeededDemo {
  /** Whom to sign in as; the shopper first. */
  readonly accounts: readonly DemoAccount[];
  readonly counts: typeof COUNTS;
}

const COUNTS = {
  accounts: DEMO_ACCOUNTS.length,
  vendors: DEMO_VENDORS.length,
  regions: DEMO_REGIONS.length,
  categories: DEMO_CATEGORIES.length,
  products: IMPORTED_PRODUCTS.length,
  offers: IMPORTED_OFFERS.length,
} as const;

/**
 * Fills the marketplace with its demo data, telling `progress` of each step. Once that is done, seeding again costs one statement, stays
 * silent and changes nothing. What a run that was killed has left unfinished is completed by the next.
 * @throws when something of the marketplace's own is in the way: an account with a demo address, a vendor with a demo handle.
 */
export async function seedDemo(contexts: DemoContexts, progress: (step: string) => void): Promise<SeededDemo> {
  const { users, vendors, cart, catalog, now } = contexts;
  const demo: SeededDemo = { accounts: DEMO_ACCOUNTS, counts: COUNTS };
  if (await isSeeded(catalog)) return demo;
  progress(`Creating ${COUNTS.accounts} demo accounts`);
  const passwords = await createPasswordHasher();
  await importUsers({ inTransaction: users.inTransaction, now, passwords }, DEMO_ACCOUNTS);
  progress(`Opening ${COUNTS.vendors} vendors`);
  await importVendors({ inTransaction: vendors.inTransaction, now }, DEMO_VENDORS);
  await createCommissionRules(vendors, now);
  progress(`Setting up ${COUNTS.regions} regions`);
  await importRegions(cart, DEMO_REGIONS);
  progress(`Stocking ${COUNTS.products} products in ${COUNTS.categories} categories, with ${COUNTS.offers} offers`);
  await importCatalog(catalog, {
    vendors: DEMO_VENDORS,
    warehouses: DEMO_WAREHOUSES,
    categories: DEMO_CATEGORIES,
    products: IMPORTED_PRODUCTS,
    offers: IMPORTED_OFFERS,
  });
  return demo;
}

/** Whether catalog has the demo's prices for shoppers: the import derives them last, all in one transaction, and it comes last itself. */
async function isSeeded({ reader }: SeededDatabase): Promise<boolean> {
  const ids = IMPORTED_PRODUCTS.map(({ id }) => id);
  const products = await listProducts(reader, EVERYTHING, ids);
  return products.some(({ prices }) => prices.length > 0);
}

/** Adds the rules that are not there. At this moment nobody else adds any. */
async function createCommissionRules({ reader, inTransaction }: SeededDatabase, now: () => Date): Promise<void> {
  const known = await listRules(reader, { limit: 100, forward: true, key: null });
  const missing = DEMO_COMMISSION_RULES.filter(
    (rule) => !known.some(({ vendorId, categoryId }) => vendorId === rule.vendorId && categoryId === rule.categoryId),
  );
  for (const rule of missing) {
    const outcome = await createCommissionRule({ inTransaction, now }, { ...rule, validFrom: null, validUntil: null });
    if (outcome.kind !== 'created') throw new Error(`A commission rule of the demo was refused: ${outcome.kind}.`);
  }
}
