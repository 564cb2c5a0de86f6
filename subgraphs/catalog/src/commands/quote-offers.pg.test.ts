import { idToUuid as uuid, newId } from '@bazaar/ids/id';
import { countStatements } from '@bazaar/postgres/statements';
import type { OfferQuote } from '@bazaar/schema/commands/catalog';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  importStock,
  makeOffer,
  makeProduct,
  makeVendor,
  startTestCatalog,
  stockCommands,
  type TestCatalog,
} from '../testing/test-catalog.ts';

let catalog: TestCatalog;
beforeAll(async () => {
  catalog = await startTestCatalog();
});
afterAll(() => catalog.stop());

async function quote(currency: string, offerIds: readonly string[]): Promise<OfferQuote[]> {
  // The command door has parsed the answer by its contract.
  const { offers } = (await catalog.command('catalog.quoteOffers', { currency, offerIds }, 'cart')) as {
    offers: OfferQuote[];
  };
  return offers;
}

test('a quote holds everything a cart needs, in the asked currency', async () => {
  const vendor = makeVendor('Quoted');
  const [root, leaf] = [newId('cat'), newId('cat')];
  const [blue, red] = [newId('var'), newId('var')];
  const product = makeProduct({
    title: 'Shirt',
    options: [{ name: 'Colour', values: ['Blue', 'Red'] }],
    variants: [
      { id: blue, optionValues: ['Blue'] },
      { id: red, optionValues: ['Red'] },
    ],
    categoryIds: [leaf],
    media: [
      { id: newId('med'), url: 'https://img.example/shirt.jpg', alt: '' },
      { id: newId('med'), url: 'https://img.example/red.jpg', alt: '', variantId: red },
    ],
  });
  const prices = [
    { currency: 'USD', amount: 2_000, compareAtAmount: 2_500 },
    { currency: 'JPY', amount: 3_000 },
  ] as const;
  const offer = makeOffer(vendor, product, { variantId: red, prices, onHand: 7, minQuantity: 2, maxQuantity: 5 });
  await catalog.import({
    ...vendor.given,
    categories: [
      { id: root, parentId: null, slug: 'quoted', name: 'Root' },
      { id: leaf, parentId: root, slug: 'leaf', name: 'Leaf' },
    ],
    products: [product],
    offers: [offer],
  });
  await stockCommands(catalog).reserve(newId('rsv'), { [offer.id]: 3 });
  const quoted = {
    offerId: offer.id,
    vendorId: vendor.id,
    vendorName: 'Quoted',
    productId: product.id,
    productSlug: product.slug,
    variantId: red,
    title: 'Shirt',
    variantTitle: 'Red',
    sku: offer.sku,
    imageUrl: 'https://img.example/red.jpg',
    unitAmount: 2_000,
    compareAtAmount: 2_500,
    available: 4,
    purchasable: true,
    isDigital: false,
    minQuantity: 2,
    maxQuantity: 5,
    taxCategory: 'standard',
    categoryIds: expect.toSatisfy((ids: string[]) => ids.toSorted().join() === [root, leaf].sort().join()) as string[],
  };
  expect(await quote('USD', [offer.id])).toEqual([quoted]);
  expect(await quote('JPY', [offer.id])).toEqual([{ ...quoted, unitAmount: 3_000, compareAtAmount: null }]);
  expect(await quote('EUR', [offer.id])).toEqual([{ ...quoted, unitAmount: null, compareAtAmount: null }]);
});

test('unknown and malformed ids are missing from the answer, in one statement for any number', async () => {
  const { offerIds } = await importStock(catalog, ...Array.from({ length: 40 }, () => 1));
  const { result, statements } = await countStatements(() =>
    quote('USD', [...offerIds, newId('off'), 'garbage', newId('prd')]),
  );
  expect(result.map((offer) => offer.offerId).sort()).toEqual(offerIds.toSorted());
  expect(statements).toHaveLength(1);
  expect(await quote('USD', [])).toEqual([]);
});

test('what is not for sale says so: offer, product or vendor', async () => {
  const { vendor, offerIds } = await importStock(catalog, 1, 1, 1);
  const [paused, archived, sold] = offerIds;
  if (!paused || !archived || !sold) throw new Error('no offers');
  await catalog.sql(`update offer set status = 'PAUSED' where id = $1`, [uuid(paused)]);
  await catalog.sql(`update product set status = 'ARCHIVED' where id = (select product_id from offer where id = $1)`, [
    uuid(archived),
  ]);
  const purchasable = async () =>
    Object.fromEntries((await quote('USD', offerIds)).map((offer) => [offer.offerId, offer.purchasable]));
  expect(await purchasable()).toEqual({ [paused]: false, [archived]: false, [sold]: true });
  await catalog.sql(`update vendor_copy set status = 'SUSPENDED' where id = $1`, [uuid(vendor.id)]);
  expect(await purchasable()).toEqual({ [paused]: false, [archived]: false, [sold]: false });
  // An unknown vendor cannot sell either.
  await catalog.sql('delete from vendor_copy where id = $1', [uuid(vendor.id)]);
  expect((await quote('USD', [sold]))[0]).toMatchObject({ purchasable: false, vendorName: '' });
});

test('statements of the stock commands', async () => {
  const { offerIds } = await importStock(catalog, 5, 5, 5);
  const stock = stockCommands(catalog);
  const lines = Object.fromEntries(offerIds.map((id) => [id, 1]));
  const [kept, released] = [newId('rsv'), newId('rsv')];
  const count = async (work: () => Promise<unknown>) => (await countStatements(work)).statements.length;
  expect(await count(() => stock.reserve(kept, lines))).toBe(3);
  expect(await count(() => stock.allocate(kept))).toBe(2);
  expect(await count(() => stock.release(kept))).toBe(4);
  expect(await count(() => stock.release(released))).toBe(1);
});
