import { checkPrices, checkTerms } from '@bazaar/catalog/domain/offer-rules';
import { checkTexts, checkVariants } from '@bazaar/catalog/domain/product-rules';
import { CURRENCIES } from '@bazaar/money/currency';
import { isEmail } from '@bazaar/subgraph/email';
import { isAcceptablePassword } from '@bazaar/users/domain/password-rules';
import { profileProblems } from '@bazaar/users/domain/profile-rules';
import { describe, expect, test } from 'vitest';
import { DEMO_CATEGORIES } from './categories.ts';
import { DEMO_OFFERS, IMPORTED_OFFERS, offerId, SOLD_OUT_PRODUCT } from './offers.ts';
import { DEMO_ACCOUNTS } from './people.ts';
import { DEMO_PRODUCTS, IMPORTED_PRODUCTS } from './products.ts';
import { DEMO_REGIONS } from './regions.ts';
import { DEMO_VENDORS, DEMO_WAREHOUSES } from './vendors.ts';

describe('people and vendors', () => {
  test.each(DEMO_ACCOUNTS.map((account) => [account.email, account] as const))(
    'users would accept %s as a registration',
    (email, account) => {
      expect(isEmail(email)).toBe(true);
      expect(isAcceptablePassword(account.password, account)).toBe(true);
      expect(profileProblems(account)).toEqual([]);
    },
  );

  test('every vendor has an owner of its own and somewhere to put things', () => {
    const owners = DEMO_VENDORS.map(({ ownerId }) => DEMO_ACCOUNTS.find(({ id }) => id === ownerId)?.email);
    expect(new Set(owners).size).toBe(3);
    expect(owners).not.toContain(undefined);
    for (const { id } of DEMO_VENDORS) expect(DEMO_WAREHOUSES.some(({ vendorId }) => vendorId === id)).toBe(true);
  });
});

describe('categories', () => {
  test('make a tree of three levels, parents first', () => {
    const depths = new Map<string, number>();
    for (const { id, parentId } of DEMO_CATEGORIES) {
      const above = parentId === null ? 0 : depths.get(parentId);
      if (above === undefined) throw new Error(`${id} stands before its parent.`);
      depths.set(id, above + 1);
    }
    expect(new Set(depths.values())).toEqual(new Set([1, 2, 3]));
  });

  test('hold a product each, themselves or further down', () => {
    const filled = new Set(IMPORTED_PRODUCTS.flatMap(({ categoryIds }) => categoryIds));
    const parents = DEMO_CATEGORIES.toReversed();
    for (const { id, parentId } of parents) if (parentId !== null && filled.has(id)) filled.add(parentId);
    expect(DEMO_CATEGORIES.filter(({ id }) => !filled.has(id)).map(({ name }) => name)).toEqual([]);
  });
});

describe('products', () => {
  test('are at least 66, of which some are downloads', () => {
    expect(DEMO_PRODUCTS.length).toBeGreaterThanOrEqual(66);
    expect(IMPORTED_PRODUCTS.filter(({ isDigital }) => isDigital).length).toBeGreaterThanOrEqual(5);
  });

  test.each(IMPORTED_PRODUCTS.map((product) => [product.slug, product] as const))(
    'catalog would accept %s from a vendor',
    (_, { variants, options = [], media = [], ...texts }) => {
      const drafts = media.map(({ url, alt, variantId = null }) => ({ url, alt, variantId }));
      expect(checkTexts({ ...texts, options, media: drafts })).toEqual([]);
      const asGiven = { id: null, barcode: null };
      expect(
        checkVariants(
          options,
          variants.map(({ optionValues, weightGrams = null }) => ({ ...asGiven, optionValues, weightGrams })),
        ),
      ).toEqual([]);
      expect(texts.description.match(/[.:!?](\s|$)/g)?.length).toBeGreaterThanOrEqual(2);
    },
  );

  test.each([
    ['products by id', IMPORTED_PRODUCTS.map(({ id }) => id)],
    ['products by slug', IMPORTED_PRODUCTS.map(({ slug }) => slug)],
    ['products by title', IMPORTED_PRODUCTS.map(({ title }) => title)],
    ['products by description', IMPORTED_PRODUCTS.map(({ description }) => description)],
    ['days of publication', IMPORTED_PRODUCTS.map(({ publishedAt }) => publishedAt.getTime())],
    ['variants by id', IMPORTED_PRODUCTS.flatMap(({ variants }) => variants.map(({ id }) => id))],
    ['media by id', IMPORTED_PRODUCTS.flatMap(({ media = [] }) => media.map(({ id }) => id))],
    ['offers by id', IMPORTED_OFFERS.map(({ id }) => id)],
    ['offers by SKU', IMPORTED_OFFERS.map(({ sku }) => sku)],
    ['categories by slug', DEMO_CATEGORIES.map(({ slug }) => slug)],
    ['regions by code', DEMO_REGIONS.map(({ code }) => code)],
  ])('%s: no two alike', (_, keys) => {
    expect(keys.filter((key, index) => keys.indexOf(key as never) !== index)).toEqual([]);
  });
});

describe('offers', () => {
  test('have terms and prices that catalog would accept', () => {
    for (const { sku, leadTimeDays, minQuantity = 1, maxQuantity = null, prices } of IMPORTED_OFFERS) {
      expect(checkTerms({ sku, leadTimeDays, minQuantity, maxQuantity })).toEqual([]);
      expect(checkPrices(prices.map((price) => ({ compareAtAmount: null, ...price })))).toEqual([]);
    }
  });

  test('name products, variants and option values that exist', () => {
    const products = new Map(IMPORTED_PRODUCTS.map((product) => [product.slug, product]));
    const unknown = Object.values(DEMO_OFFERS).flatMap((offers) =>
      Object.entries(offers).flatMap(([slug, { prices, was = prices, stockOf = {} }]) => {
        const product = products.get(slug);
        if (!product) return [slug];
        const titles = product.variants.map(({ optionValues }) => optionValues.join(' / '));
        const values = product.options?.[0]?.values ?? [];
        const tables = [prices, was].filter((table) => !Array.isArray(table)).flatMap((table) => Object.keys(table));
        return [
          ...Object.keys(stockOf).filter((title) => !titles.includes(title)),
          ...tables.filter((value) => !values.includes(value)),
        ];
      }),
    );
    expect(unknown).toEqual([]);
  });

  test('cover every variant, and a third of the products come from two vendors at different prices', () => {
    const offered = new Set(IMPORTED_OFFERS.map(({ variantId }) => variantId));
    const missing = IMPORTED_PRODUCTS.filter(({ variants }) => variants.some(({ id }) => !offered.has(id)));
    expect(missing.map(({ slug }) => slug)).toEqual([]);
    const contested = IMPORTED_PRODUCTS.filter(({ id }) => {
      const rivals = IMPORTED_OFFERS.filter(({ productId: of }) => of === id);
      return new Set(rivals.map(({ vendorId }) => vendorId)).size === 2 && new Set(rivals.map(usd)).size > 1;
    });
    expect(contested.length / IMPORTED_PRODUCTS.length).toBeGreaterThan(0.28);
    expect(contested.length / IMPORTED_PRODUCTS.length).toBeLessThan(0.4);
  });

  test('have a price in the currency of every region, whole in its smallest unit and of the same worth within reason', () => {
    for (const { prices } of IMPORTED_OFFERS) {
      expect(prices.map(({ currency }) => currency)).toEqual(DEMO_REGIONS.map(({ currency }) => currency));
      expect(prices.every(({ currency, amount }) => currency in CURRENCIES && Number.isSafeInteger(amount))).toBe(true);
    }
    const odd = IMPORTED_OFFERS.filter(({ prices }) => {
      const [dollars = 0, euros = 0, pounds = 0, yen = 0] = prices.map(({ amount }) => amount);
      return !(
        isWithin(euros / dollars, 0.85, 1) &&
        isWithin(pounds / dollars, 0.75, 0.9) &&
        isWithin((yen * 100) / dollars, 125, 170)
      );
    });
    expect(odd.map(({ sku }) => sku)).toEqual([]);
  });

  test('are in stock for every product but one; some are low', () => {
    const units = ({ stock }: (typeof IMPORTED_OFFERS)[number]) =>
      stock === 'untracked' ? Infinity : stock.reduce((sum, { onHand }) => sum + onHand, 0);
    const soldOut = IMPORTED_PRODUCTS.filter(({ id }) =>
      IMPORTED_OFFERS.every((offer) => offer.productId !== id || units(offer) === 0),
    );
    expect(soldOut.map(({ slug }) => slug)).toEqual([SOLD_OUT_PRODUCT]);
    expect(IMPORTED_OFFERS.filter((offer) => units(offer) > 0 && units(offer) <= 3).length).toBeGreaterThan(3);
    for (const { productId: of, stock } of IMPORTED_OFFERS)
      expect(stock === 'untracked').toBe(IMPORTED_PRODUCTS.find(({ id }) => id === of)?.isDigital);
  });

  test('list stock for each of their vendor’s warehouses', () => {
    for (const offers of Object.entries(DEMO_OFFERS)) {
      const vendor = DEMO_VENDORS.find(({ handle }) => handle === offers[0]);
      const rooms = DEMO_WAREHOUSES.filter(({ vendorId }) => vendorId === vendor?.id).length;
      for (const { stock, stockOf = {} } of Object.values(offers[1]))
        for (const units of [stock, ...Object.values(stockOf)])
          if (units !== 'untracked') expect(units).toHaveLength(rooms);
    }
  });

  test('several are cheaper than they were', () => {
    const reduced = IMPORTED_OFFERS.filter(({ prices }) => prices.every(({ compareAtAmount }) => compareAtAmount));
    expect(new Set(reduced.map(({ productId: of }) => of)).size).toBeGreaterThanOrEqual(5);
  });

  test('can be named by vendor, product and option values', () => {
    expect(IMPORTED_OFFERS.map(({ id }) => id)).toContain(offerId('copper-kettle', 'gooseneck-kettle', 'Matte black'));
    expect(() => offerId('paper-lantern', 'gooseneck-kettle', 'Matte black')).toThrow('does not offer');
    expect(() => offerId('copper-kettle', 'gooseneck-kettle', 'Pink')).toThrow('no variant');
  });
});

function usd({ prices }: (typeof IMPORTED_OFFERS)[number]): number | undefined {
  return prices.find(({ currency }) => currency === 'USD')?.amount;
}

function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
