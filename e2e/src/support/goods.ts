import { importCatalog } from '@bazaar/catalog/operations/import-catalog';
import { newId } from '@bazaar/ids/id';
import type { OfferId, UserId, VendorId, WarehouseId } from '@bazaar/ids/kinds';
import type { Database } from '@bazaar/postgres/open-database';

export interface TestVendor {
  readonly id: VendorId;
  readonly name: string;
  readonly warehouseId: WarehouseId;
  readonly owner: { readonly id: UserId; readonly email: string; readonly password: string };
}

export interface TestOffer {
  readonly id: OfferId;
  readonly title: string;
  readonly slug: string;
  readonly sku: string;
  readonly vendor: TestVendor;
}

/** Puts a new product on sale at `vendor`: `stock` units at `amount` minor units of USD each. */
export async function offerSomething(
  catalog: Database,
  vendor: TestVendor,
  { stock, amount }: { readonly stock: number; readonly amount: number },
): Promise<TestOffer> {
  const [id, productId, variantId] = [newId('off'), newId('prd'), newId('var')];
  const name = productId.slice(-10);
  const [title, slug] = [`Thing ${name}`, `thing-${name}`];
  await importCatalog(catalog, {
    products: [
      {
        id: productId,
        vendorId: vendor.id,
        title,
        slug,
        description: 'For a test.',
        categoryIds: [],
        variants: [{ id: variantId, optionValues: [] }],
        publishedAt: new Date(),
      },
    ],
    offers: [
      {
        id,
        vendorId: vendor.id,
        productId,
        variantId,
        sku: name,
        prices: [{ currency: 'USD', amount }],
        stock: [{ warehouseId: vendor.warehouseId, onHand: stock }],
      },
    ],
  });
  return { id, title, slug, sku: name, vendor };
}
