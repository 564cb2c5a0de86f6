import { can } from '@bazaar/identity/roles';
import type { Viewer } from '@bazaar/identity/viewer';
import type { CategoryId, OfferId, ProductId, VariantId, VendorId } from '@bazaar/ids/kinds';
import type { Reader } from '@bazaar/postgres/tx';
import DataLoader from 'dataloader';
import type { Category } from './domain/category.ts';
import { groupBy } from './domain/group-by.ts';
import type { Offer } from './domain/offer.ts';
import type { Product, Variant } from './domain/product.ts';
import type { StockLevel, Warehouse } from './domain/warehouse.ts';
import { listCategoriesWithAncestors, listChildren } from './storage/categories.ts';
import { countOffers, listOfferPages, type OfferListOf, type OfferPageWanted } from './storage/offer-pages.ts';
import { countVendorOffers, listOffers, listVendorOffers, type OfferPage } from './storage/offers.ts';
import { countVendorProducts, listProducts, listVendorProductIds, type VendorPage } from './storage/products.ts';
import { listNewestOfCategories, type SearchKey, type SearchPage } from './storage/search.ts';
import { listLevels, listWarehouses } from './storage/stock.ts';
import { listVariants, listVariantsOfProducts } from './storage/variants.ts';
import { sightOf, type Sight } from './storage/visibility.ts';

/** What the viewer may see, one statement per kind and wave. What must not be seen is null, as what does not exist. */
export interface CatalogLoaders {
  readonly sight: Sight;
  /** After a change: everything is read anew. */
  forget(): void;
  /** Whether inactive categories are seen. */
  readonly allCategories: boolean;
  readonly products: DataLoader<ProductId, Product | null>;
  readonly variants: DataLoader<VariantId, Variant | null>;
  readonly offers: DataLoader<OfferId, Offer | null>;
  readonly categories: DataLoader<CategoryId, Category | null>;
  readonly variantsOfProduct: DataLoader<ProductId, Variant[]>;
  /** Pages of the offers of products and variants, and how many there are: whatever is asked together is one statement each. */
  readonly offerPages: DataLoader<OfferPageWanted, Offer[], string>;
  readonly offerCounts: DataLoader<OfferListOf, number, string>;
  /** One loader per page, so that the same page of several vendors or categories is one statement. */
  productIdsOfVendor(page: VendorPage): DataLoader<VendorId, ProductId[]>;
  offersOfVendor(page: OfferPage): DataLoader<VendorId, Offer[]>;
  newestOfCategory(page: SearchPage): DataLoader<CategoryId, SearchKey[]>;
  readonly productCountOfVendor: DataLoader<VendorId, number>;
  readonly offerCountOfVendor: DataLoader<VendorId, number>;
  readonly childrenOfCategory: DataLoader<CategoryId, Category[]>;
  /** For offers into whose stock the viewer may see: the resolver of `Offer.stock` decides that. */
  readonly levelsOfOffer: DataLoader<OfferId, StockLevel[]>;
  /** For vendors of which the viewer is a member: the resolver of `Vendor.warehouses` decides that. */
  readonly warehousesOfVendor: DataLoader<VendorId, Warehouse[]>;
}

export function createLoaders({ reader, viewer }: { reader: Reader; viewer: Viewer }): CatalogLoaders {
  const sight = sightOf(viewer);
  const allCategories = can(viewer, 'catalog.category.write');
  // Whoever shows a category shows the way to it: its ancestors come along, and are not asked for again.
  const categories: DataLoader<CategoryId, Category | null> = new DataLoader(async (ids) => {
    const found = await listCategoriesWithAncestors(reader, allCategories, ids);
    const byId = new Map(found.map((category) => [category.id, category]));
    for (const [id, category] of byId) categories.prime(id, category);
    return ids.map((id) => byId.get(id) ?? null);
  });
  const variantsRead = createGate();
  const loaders: CatalogLoaders = {
    sight,
    allCategories,
    forget() {
      for (const loader of Object.values(loaders)) if (loader instanceof DataLoader) loader.clearAll();
    },
    products: one((ids) => listProducts(reader, sight, ids)),
    variants: one((ids) => listVariants(reader, sight, ids)),
    offers: one((ids) => listOffers(reader, sight, ids)),
    categories,
    variantsOfProduct: many(
      (ids) => variantsRead.during(listVariantsOfProducts(reader, ids)),
      (variant) => variant.productId,
    ),
    // Who reads variants asks for their offers next: pages that are asked for meanwhile wait for those, and all are one statement.
    offerPages: byValue(
      (wanted: readonly OfferPageWanted[]) => listOfferPages(reader, sight, wanted),
      variantsRead.afterwards,
    ),
    offerCounts: byValue((lists: readonly OfferListOf[]) => countOffers(reader, sight, lists)),
    productIdsOfVendor: perPage(
      (page: VendorPage) =>
        new DataLoader(async (ids) => {
          const byVendor = await listVendorProductIds(reader, sight, [...new Set(ids)], page);
          return ids.map((id) => byVendor.get(id) ?? []);
        }, BATCH_ONLY),
    ),
    offersOfVendor: perPage(
      (page: OfferPage) =>
        new DataLoader(async (ids) => {
          const byVendor = await listVendorOffers(reader, sight, [...new Set(ids)], page);
          return ids.map((id) => byVendor.get(id) ?? []);
        }, BATCH_ONLY),
    ),
    newestOfCategory: perPage(
      (page: SearchPage) =>
        new DataLoader(async (ids) => {
          const byCategory = await listNewestOfCategories(reader, [...new Set(ids)], page);
          return ids.map((id) => byCategory.get(id) ?? []);
        }, BATCH_ONLY),
    ),
    productCountOfVendor: new DataLoader((ids) => countVendorProducts(reader, sight, ids)),
    offerCountOfVendor: new DataLoader((ids) => countVendorOffers(reader, sight, ids)),
    childrenOfCategory: many(
      (ids) => listChildren(reader, allCategories, ids),
      (category) => category.parentId,
    ),
    levelsOfOffer: many(
      (ids) => listLevels(reader, ids),
      (level) => level.offerId,
    ),
    warehousesOfVendor: many(
      (ids) => listWarehouses(reader, ids),
      (warehouse) => warehouse.vendorId,
    ),
  };
  return loaders;
}

/** Pages are not kept: the same one is rarely asked for twice, and never after a change. */
const BATCH_ONLY = { cache: false };

/** Keys are objects: equal ones are the same. */
function byValue<Key, Value>(
  load: (keys: readonly Key[]) => Promise<Value[]>,
  schedule?: (dispatch: () => void) => void,
): DataLoader<Key, Value, string> {
  const cacheKeyFn = (key: Key): string => JSON.stringify(key);
  return new DataLoader(load, { cacheKeyFn, ...(schedule && { batchScheduleFn: schedule }) });
}

/** Lets something wait for reads that were begun in the same wave of resolvers, and for what these ask for when they have ended. */
function createGate(): {
  during<Result>(read: Promise<Result>): Promise<Result>;
  afterwards(this: void, proceed: () => void): void;
} {
  const reads = new Set<Promise<unknown>>();
  return {
    during(read) {
      reads.add(read);
      const over = (): void => void reads.delete(read);
      read.then(over, over);
      return read;
    },
    // Immediates come after all promises that are settled, and so after the resolvers of a wave and the batches that these fill.
    afterwards(proceed) {
      setImmediate(() => {
        if (reads.size === 0) proceed();
        else void Promise.allSettled(reads).then(() => setImmediate(proceed));
      });
    },
  };
}

function one<Id, Thing extends { readonly id: Id }>(
  list: (ids: readonly Id[]) => Promise<readonly Thing[]>,
): DataLoader<Id, Thing | null> {
  return new DataLoader(async (ids) => {
    const byId = new Map((await list(ids)).map((thing) => [thing.id, thing]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

function many<Id, Thing>(
  list: (ids: readonly Id[]) => Promise<readonly Thing[]>,
  ownerOf: (thing: Thing) => Id | null,
): DataLoader<Id, Thing[]> {
  return new DataLoader(async (ids) => {
    const byOwner = groupBy(await list(ids), ownerOf);
    return ids.map((id) => byOwner.get(id) ?? []);
  });
}

function perPage<Page, Loader>(make: (page: Page) => Loader): (page: Page) => Loader {
  const loaders = new Map<string, Loader>();
  return (page) => {
    const key = JSON.stringify(page);
    const loader = loaders.get(key) ?? make(page);
    loaders.set(key, loader);
    return loader;
  };
}
