import type { ImportedOffer } from '@bazaar/catalog/operations/import-catalog';
import type { OfferId } from '@bazaar/ids/kinds';
import type { DemoOffer, DemoOffers, Prices } from './demo-offer.ts';
import type { DemoProduct } from './demo-product.ts';
import { COPPER_KETTLE_OFFERS } from './offers-copper-kettle.ts';
import { NORTHLIGHT_OFFERS } from './offers-northlight-outfitters.ts';
import { PAPER_LANTERN_OFFERS } from './offers-paper-lantern.ts';
import { DEMO_PRODUCTS, productId, variantId, variantsOf } from './products.ts';
import { stableId } from './stable-id.ts';
import { vendorId, warehouseIdsOf, type VendorHandle } from './vendors.ts';

/** The one product that nobody has in stock. */
export const SOLD_OUT_PRODUCT = 'hand-blown-tumblers';

export const DEMO_OFFERS: Readonly<Record<VendorHandle, DemoOffers>> = {
  'northlight-outfitters': NORTHLIGHT_OFFERS,
  'copper-kettle': COPPER_KETTLE_OFFERS,
  'paper-lantern': PAPER_LANTERN_OFFERS,
};

/** In the order of {@link Prices}. */
const CURRENCIES = ['USD', 'EUR', 'GBP', 'JPY'] as const;

const SKU_PREFIX: Readonly<Record<VendorHandle, string>> = {
  'northlight-outfitters': 'NL',
  'copper-kettle': 'CK',
  'paper-lantern': 'PL',
};

const PRODUCTS = new Map(DEMO_PRODUCTS.map((product) => [product.slug, product]));

/** The demo's offers as catalog imports them: one per vendor and variant. */
export const IMPORTED_OFFERS: readonly ImportedOffer[] = DEMO_PRODUCTS.flatMap((product) =>
  vendorsOffering(product.slug).flatMap(([vendor, offer]) =>
    variantsOf(product).map((optionValues) => toImport(vendor, product, optionValues, offer)),
  ),
);

/** The offer of a vendor for one variant of a product, by its option values in the order of the options. @throws when there is none. */
export function offerId(vendor: VendorHandle, slug: string, ...optionValues: readonly string[]): OfferId {
  const product = PRODUCTS.get(slug);
  if (!product || !DEMO_OFFERS[vendor][slug]) throw new RangeError(`${vendor} does not offer ${slug}.`);
  const known = variantsOf(product).some((values) => values.join(' / ') === optionValues.join(' / '));
  if (!known) throw new RangeError(`${slug} has no variant ${optionValues.join(' / ')}.`);
  return makeOfferId(vendor, slug, optionValues);
}

function vendorsOffering(slug: string): (readonly [VendorHandle, DemoOffer])[] {
  // The keys of the record are the handles.
  const vendors = Object.keys(DEMO_OFFERS) as VendorHandle[];
  return vendors.flatMap((vendor) => {
    const offer = DEMO_OFFERS[vendor][slug];
    return offer ? [[vendor, offer] as const] : [];
  });
}

function toImport(
  vendor: VendorHandle,
  { slug }: DemoProduct,
  optionValues: readonly string[],
  { prices, was, stock, stockOf = {}, condition, leadTimeDays, maxQuantity }: DemoOffer,
): ImportedOffer {
  const now = pricesFor(prices, optionValues);
  const before = was && pricesFor(was, optionValues);
  const units = stock === 'untracked' ? stock : (stockOf[optionValues.join(' / ')] ?? stock);
  return {
    id: makeOfferId(vendor, slug, optionValues),
    vendorId: vendorId(vendor),
    productId: productId(slug),
    variantId: variantId(slug, optionValues),
    sku: sku(vendor, slug, optionValues),
    ...(condition && { condition }),
    leadTimeDays: leadTimeDays ?? (units === 'untracked' ? 0 : 1),
    ...(maxQuantity !== undefined && { maxQuantity }),
    prices: CURRENCIES.map((currency, index) => ({
      currency,
      amount: now[index] ?? 0,
      ...(before?.[index] !== undefined && { compareAtAmount: before[index] }),
    })),
    stock:
      units === 'untracked'
        ? units
        : warehouseIdsOf(vendor).map((warehouseId, index) => ({ warehouseId, onHand: units[index] ?? 0 })),
  };
}

function makeOfferId(vendor: VendorHandle, slug: string, optionValues: readonly string[]): OfferId {
  return stableId('off', [vendor, slug, ...optionValues].join(' / '));
}

/** @throws when the table has no price for the value of the first option. */
function pricesFor(prices: DemoOffer['prices'], [first = '']: readonly string[]): Prices {
  if (isPrices(prices)) return prices;
  const found = prices[first];
  if (!found) throw new RangeError(`There is no price for ${first}.`);
  return found;
}

function isPrices(prices: DemoOffer['prices']): prices is Prices {
  return Array.isArray(prices);
}

/** `CK-VACUUM-FLASK-1-L-FOREST`. */
function sku(vendor: VendorHandle, slug: string, optionValues: readonly string[]): string {
  const text = [SKU_PREFIX[vendor], slug, ...optionValues].join('-').replaceAll('−', 'minus-');
  return text
    .toUpperCase()
    .replaceAll(/[^A-Z0-9.]+/g, '-')
    .replace(/-$/, '');
}
