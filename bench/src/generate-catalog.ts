import type { CatalogImport } from '@bazaar/catalog/operations/import-catalog';
import { DEMO_CATEGORIES } from '@bazaar/bazaar/demo-data/categories';
import { DEMO_VENDORS, warehouseIdsOf } from '@bazaar/bazaar/demo-data/vendors';
import { idFromUuid } from '@bazaar/ids/id';
import { createHash } from 'node:crypto';

const ADJECTIVES =
  'amber birch cobalt copper dusk ember fjord gale harbour indigo juniper linen meadow north oak pine quartz river slate timber'.split(
    ' ',
  );
const MATERIALS =
  'brass canvas ceramic cork cotton felt glass granite hemp leather maple paper pewter rattan silk steel stone walnut wicker wool'.split(
    ' ',
  );
const THINGS =
  'basket bench blanket bottle bowl brush candle chair clock cup desk drawer flask frame jug kettle lamp mirror notebook pan pillow plate rack rug scarf shelf stool table tray vase'.split(
    ' ',
  );

/**
 * A catalog of `products` products with two offers each, the same for the same number: titles of three words out of 12,000 combinations, two
 * variants, prices in dollars and euros, 100,000 units of each offer so that no benchmark sells out.
 */
export function generateCatalog(products: number): CatalogImport {
  const vendors = DEMO_VENDORS;
  const leaves = DEMO_CATEGORIES.filter(({ id }) => !DEMO_CATEGORIES.some(({ parentId }) => parentId === id));
  const random = seededRandom(20_26);
  const pick = <Thing>(list: readonly Thing[]): Thing => {
    const thing = list[Math.floor(random() * list.length)];
    if (thing === undefined) throw new Error('Nothing to pick from.');
    return thing;
  };

  const imported: CatalogImport = {
    products: Array.from({ length: products }, (_, index) => {
      const words = [pick(ADJECTIVES), pick(MATERIALS), pick(THINGS)];
      return {
        id: idOf('prd', `product ${index}`),
        vendorId: pick(vendors).id,
        title: words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join(' '),
        slug: slugOf(index),
        description: `A ${words.join(' ')} from the ${pick(ADJECTIVES)} series, made of ${pick(MATERIALS)} and ${pick(MATERIALS)}. Goes with every ${pick(THINGS)} and ${pick(THINGS)}.`,
        options: [{ name: 'Size', values: ['Small', 'Large'] }],
        attributes: [{ name: 'Material', value: pick(MATERIALS) }],
        tags: [pick(MATERIALS), pick(THINGS)],
        categoryIds: [pick(leaves).id],
        variants: [
          { id: idOf('var', `small ${index}`), optionValues: ['Small'] },
          { id: idOf('var', `large ${index}`), optionValues: ['Large'] },
        ],
        media: [
          {
            id: idOf('med', `front ${index}`),
            url: `https://images.example.com/${slugOf(index)}-1.jpg`,
            alt: words.join(' '),
          },
          {
            id: idOf('med', `back ${index}`),
            url: `https://images.example.com/${slugOf(index)}-2.jpg`,
            alt: words.join(' '),
          },
        ],
        publishedAt: new Date(Date.UTC(2026, 0, 1) + index * 60_000),
      };
    }),
    offers: Array.from({ length: products * 2 }, (_, number) => {
      const index = Math.floor(number / 2);
      const vendor = vendors[(index + (number % 2)) % vendors.length] ?? pick(vendors);
      const amount = 500 + Math.floor(random() * 20_000);
      const [warehouseId] = warehouseIdsOf(vendor.handle);
      return {
        id: idOf('off', `offer ${number}`),
        vendorId: vendor.id,
        productId: idOf('prd', `product ${index}`),
        variantId: idOf('var', `${number % 2 === 0 ? 'small' : 'large'} ${index}`),
        sku: `BENCH-${number}`,
        prices: [
          { currency: 'USD', amount },
          { currency: 'EUR', amount: amount - 50 },
        ],
        stock: warehouseId ? [{ warehouseId, onHand: 100_000 }] : 'untracked',
      };
    }),
  };
  return imported;
}

/** The slug of the generated product of this number. */
export function slugOf(index: number): string {
  return `bench-product-${index}`;
}

/** The id of the generated offer of this number. */
export function offerIdOf(number: number): string {
  return idOf('off', `offer ${number}`);
}

/** Words that a shopper of the generated catalog might search for. */
export function searchWords(index: number): string {
  const thing = THINGS[index % THINGS.length] ?? '';
  return index % 2 === 0 ? thing : `${MATERIALS[index % MATERIALS.length] ?? ''} ${thing}`;
}

/** A UUIDv7-shaped id that is the same for the same name. */
function idOf<Prefix extends string>(prefix: Prefix, name: string) {
  const bytes = createHash('sha256').update(`${prefix} ${name}`).digest().subarray(0, 16);
  bytes.writeUIntBE(Date.UTC(2026, 0, 1), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return idFromUuid(prefix, uuid);
}

/** Mulberry32: small, fast, and the same everywhere. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
