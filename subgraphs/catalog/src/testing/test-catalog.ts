import { idToUuid, newId } from '@bazaar/ids/id';
import type { OfferId, ReservationId, VendorId, WarehouseId } from '@bazaar/ids/kinds';
import { query } from '@bazaar/postgres/rows';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { startTestSubgraph, type TestSubgraph } from '@bazaar/testkit/test-subgraph';
import {
  importCatalog,
  type CatalogImport,
  type ImportedOffer,
  type ImportedProduct,
} from '../operations/import-catalog.ts';
import { indexRequestedProducts } from '../operations/index-requested-products.ts';
import { catalog } from '../subgraph.ts';

/** Catalog on a database of its own, with what its tests do again and again. */
export interface TestCatalog extends TestSubgraph {
  import(given: CatalogImport): Promise<void>;
  sql<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  index(): Promise<void>;
}

export async function startTestCatalog(): Promise<TestCatalog> {
  const subgraph = await startTestSubgraph(catalog);
  return {
    ...subgraph,
    import: (given) => importCatalog(subgraph.database, given),
    sql: (sql, params) => query(subgraph.database.reader, sql, params),
    index: () => indexAll(subgraph.database),
  };
}

/** Brings the product index up to date. Requests that the catalog's own sweep has taken are waited for. */
export async function indexAll(database: TestSubgraph['database']): Promise<void> {
  do await indexRequestedProducts(database);
  while ((await query(database.reader, 'select 1 from product_index_request limit 1')).length > 0);
}

/** Asks and insists on an answer without errors. */
export async function answer<Data = Record<string, never>>(
  catalogUnderTest: TestCatalog,
  document: string,
  variables: Record<string, unknown> = {},
  caller: CallerClaims | null = null,
): Promise<Data> {
  const { data, errors } = await catalogUnderTest.ask(document, variables, caller);
  if (errors) throw new Error(JSON.stringify(errors));
  // The document says what comes back.
  return data as Data;
}

export function memberOf(vendorId: VendorId, role = 'OWNER'): CallerClaims {
  return { sub: newId('usr'), sid: newId('ses'), roles: ['VENDOR'], vendors: [{ id: vendorId, role }] };
}

export function admin(): CallerClaims {
  return { sub: newId('usr'), sid: newId('ses'), roles: ['ADMIN'], vendors: [] };
}

export function shopper(): CallerClaims {
  return { sub: newId('usr'), sid: newId('ses'), roles: ['CUSTOMER'], vendors: [] };
}

let count = 0;

/** A product with one variant, or with the given changes. */
export function makeProduct(changes: Partial<ImportedProduct> = {}): ImportedProduct {
  const id = newId('prd');
  count++;
  return {
    id,
    vendorId: null,
    title: `Thing ${count}`,
    slug: `thing-${count}-${id.slice(-8)}`,
    description: '',
    categoryIds: [],
    variants: [{ id: newId('var'), optionValues: [] }],
    publishedAt: new Date(Date.UTC(2026, 0, 1) + count * 1000),
    ...changes,
  };
}

/** One vendor with one warehouse, and what it sells. */
export interface TestVendor {
  readonly id: VendorId;
  readonly warehouseId: WarehouseId;
  readonly given: CatalogImport;
}

export function makeVendor(name = 'Vendor'): TestVendor {
  const id = newId('vnd');
  const warehouseId = newId('whs');
  count++;
  return {
    id,
    warehouseId,
    given: {
      vendors: [{ id, handle: `vendor-${count}`, name }],
      warehouses: [{ id: warehouseId, vendorId: id, name: 'Main', country: 'DE' }],
    },
  };
}

export function makeOffer(
  vendor: TestVendor,
  product: ImportedProduct,
  changes: Partial<ImportedOffer> & { readonly onHand?: number } = {},
): ImportedOffer {
  const { onHand = 10, ...rest } = changes;
  count++;
  const variantId = product.variants[0]?.id ?? newId('var');
  return {
    id: newId('off'),
    vendorId: vendor.id,
    productId: product.id,
    variantId,
    sku: `SKU-${count}`,
    prices: [{ currency: 'USD', amount: 1_000 }],
    stock: [{ warehouseId: vendor.warehouseId, onHand }],
    ...rest,
  };
}

/** A vendor with one offer per given number of units. */
export async function importStock(
  catalogUnderTest: TestCatalog,
  ...onHand: readonly number[]
): Promise<{ vendor: TestVendor; offerIds: OfferId[] }> {
  const vendor = makeVendor();
  const products = onHand.map(() => makeProduct());
  const offers = products.map((product, index) => makeOffer(vendor, product, { onHand: onHand[index] ?? 0 }));
  await catalogUnderTest.import({ ...vendor.given, products, offers });
  return { vendor, offerIds: offers.map((offer) => offer.id) };
}

export interface ReserveAnswer {
  readonly kind: string;
  readonly shortages?: readonly { readonly offerId: string; readonly available: number }[];
}

/** The stock commands, as orders sends them. */
export function stockCommands(catalogUnderTest: TestCatalog) {
  const send = (name: string, input: object) =>
    // The command door has parsed the answer by its contract.
    catalogUnderTest.command(`catalog.${name}`, input, 'orders') as Promise<ReserveAnswer>;
  return {
    reserve: (reservationId: ReservationId, lines: Record<OfferId, number>, ttlSeconds = 60) =>
      send('reserveStock', {
        reservationId,
        ttlSeconds,
        lines: Object.entries(lines).map(([offerId, quantity]) => ({ offerId, quantity })),
      }),
    allocate: (reservationId: ReservationId) => send('allocateStock', { reservationId }),
    release: (reservationId: ReservationId) => send('releaseStock', { reservationId }),
  };
}

/** Delivers a fact of orders about a part of a reservation, as the dispatcher would. */
export function deliverOrderEvent(
  catalogUnderTest: TestCatalog,
  type: 'order.shipped' | 'order.cancelled',
  reservationId: ReservationId,
  lines: Record<OfferId, number>,
  id: string = newId('evt'),
): Promise<void> {
  return catalogUnderTest.internal.deliver({
    id,
    type,
    version: 1,
    aggregateId: newId('ord'),
    sequence: 1,
    occurredAt: new Date().toISOString(),
    data: {
      orderId: newId('ord'),
      vendorOrderId: newId('vor'),
      vendorId: newId('vnd'),
      reservationId,
      ...(type === 'order.shipped' && { shipmentId: newId('shp') }),
      lines: Object.entries(lines).map(([offerId, quantity]) => ({ orderLineId: newId('oln'), offerId, quantity })),
    },
  });
}

/** Units of an offer over all warehouses. */
export async function unitsOf(
  catalogUnderTest: TestCatalog,
  offerId: OfferId,
): Promise<{ onHand: number; reserved: number; allocated: number; available: number }> {
  const [row] = await catalogUnderTest.sql<{ onHand: number; reserved: number; allocated: number; available: number }>(
    `select sum(on_hand)::integer as "onHand", sum(reserved)::integer as reserved, sum(allocated)::integer as allocated,
            sum(available)::integer as available
       from stock_level where offer_id = $1`,
    [idToUuid(offerId)],
  );
  if (!row) throw new Error(`${offerId} has no stock`);
  return row;
}
