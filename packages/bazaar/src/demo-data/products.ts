import type { ImportedProduct } from '@bazaar/catalog/operations/import-catalog';
import type { ProductId, VariantId } from '@bazaar/ids/kinds';
import { categoryId } from './categories.ts';
import type { DemoProduct } from './demo-product.ts';
import { CLOTHING_PRODUCTS } from './products-clothing.ts';
import { DESK_PRODUCTS } from './products-desk.ts';
import { DOWNLOAD_PRODUCTS } from './products-downloads.ts';
import { GAMES_PRODUCTS } from './products-games.ts';
import { HOME_PRODUCTS } from './products-home.ts';
import { KITCHEN_PRODUCTS } from './products-kitchen.ts';
import { OUTDOOR_PRODUCTS } from './products-outdoor.ts';
import { stableId } from './stable-id.ts';
import { vendorId, type VendorHandle } from './vendors.ts';

/** Which vendor listed which table. Others may offer the products too. */
const LISTED: readonly (readonly [VendorHandle, readonly DemoProduct[]])[] = [
  ['copper-kettle', KITCHEN_PRODUCTS],
  ['copper-kettle', HOME_PRODUCTS],
  ['northlight-outfitters', OUTDOOR_PRODUCTS],
  ['northlight-outfitters', CLOTHING_PRODUCTS],
  ['paper-lantern', DESK_PRODUCTS],
  ['paper-lantern', GAMES_PRODUCTS],
  ['paper-lantern', DOWNLOAD_PRODUCTS],
];

const FIRST_PUBLISHED_MS = Date.UTC(2025, 0, 6, 9);
const DAY_MS = 86_400_000;
/** Days between two products. It shares no divisor with their number, so that the newest are of all kinds. */
const STRIDE = 29;

export const DEMO_PRODUCTS: readonly DemoProduct[] = LISTED.flatMap(([, products]) => products);

/** The demo's products as catalog imports them. */
export const IMPORTED_PRODUCTS: readonly ImportedProduct[] = LISTED.flatMap(([vendor, products]) =>
  products.map((product) => toImport(product, vendor, DEMO_PRODUCTS.indexOf(product))),
);

/** The option values of every variant, in the order of the options; one empty list for a product without options. */
export function variantsOf({ options = {} }: Pick<DemoProduct, 'options'>): string[][] {
  return Object.values(options).reduce<string[][]>(
    (variants, values) => variants.flatMap((chosen) => values.map((value) => [...chosen, value])),
    [[]],
  );
}

export function productId(slug: string): ProductId {
  return stableId('prd', slug);
}

export function variantId(slug: string, optionValues: readonly string[]): VariantId {
  return stableId('var', [slug, ...optionValues].join(' / '));
}

function toImport(product: DemoProduct, vendor: VendorHandle, index: number): ImportedProduct {
  const { slug, title, description, tags, options = {}, weightGrams } = product;
  const day = (index * STRIDE) % DEMO_PRODUCTS.length;
  return {
    id: productId(slug),
    vendorId: vendorId(vendor),
    title,
    slug,
    description,
    isDigital: weightGrams === null,
    options: Object.entries(options).map(([name, values]) => ({ name, values })),
    attributes: Object.entries(product.attributes).map(([name, value]) => ({ name, value })),
    tags,
    categoryIds: product.categories.map(categoryId),
    variants: variantsOf(product).map((optionValues) => ({
      id: variantId(slug, optionValues),
      optionValues,
      ...(weightGrams !== null && { weightGrams }),
    })),
    media: mediaOf(product),
    publishedAt: new Date(FIRST_PUBLISHED_MS + day * 4 * DAY_MS),
  };
}

/** One picture of the product, and one of each colour it comes in. The addresses are reserved for examples: nothing answers there. */
function mediaOf(product: DemoProduct): NonNullable<ImportedProduct['media']> {
  const { slug, title, picture, options = {} } = product;
  const seen = new Set<string>();
  const at = Object.keys(options).indexOf('Colour');
  const colours = variantsOf(product).flatMap((optionValues) => {
    const colour = optionValues[at];
    if (colour === undefined || seen.has(colour)) return [];
    seen.add(colour);
    const file = `${slug}-${colour.toLowerCase().replaceAll(' ', '-')}`;
    return [{ ...medium(file, `${title}, ${colour.toLowerCase()}`), variantId: variantId(slug, optionValues) }];
  });
  return [medium(slug, picture), ...colours];
}

function medium(file: string, alt: string) {
  return { id: stableId('med', file), url: `https://images.example.com/products/${file}.jpg`, alt };
}
