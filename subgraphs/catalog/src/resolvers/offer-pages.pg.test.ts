import { idToUuid, newId } from '@bazaar/ids/id';
import { countStatements } from '@bazaar/postgres/statements';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rankOffers, type Competitor } from '../domain/buy-box.ts';
import { OFFER_CONDITIONS } from '../domain/offer.ts';
import type { ImportedOffer, ImportedProduct } from '../operations/import-catalog.ts';
import {
  answer,
  makeOffer,
  makeProduct,
  makeVendor,
  memberOf,
  startTestCatalog,
  type TestCatalog,
  type TestVendor,
} from '../testing/test-catalog.ts';

let catalog: TestCatalog;
const vendors: TestVendor[] = Array.from({ length: 25 }, () => makeVendor());

beforeAll(async () => {
  catalog = await startTestCatalog();
  for (const { given } of vendors) await catalog.import(given);
});
afterAll(() => catalog.stop());

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>> &
    Readonly<Record<'startCursor' | 'endCursor', string | null>>;
  readonly totalCount: number;
}

type Of = 'Product' | 'Variant';

const ARGUMENTS = '$id: ID!, $currency: CurrencyCode, $first: Int, $after: String, $last: Int, $before: String';
const OFFERS = `offers(currency: $currency, first: $first, after: $after, last: $last, before: $before) {
  nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount }`;

async function page(
  of: Of,
  id: string,
  args: Record<string, unknown>,
  caller: CallerClaims | null = null,
): Promise<Page> {
  const document = `query (${ARGUMENTS}) {
    _entities(representations: [{ __typename: "${of}", id: $id }]) { ... on ${of} { ${OFFERS} } } }`;
  const { _entities: found } = await answer<{ _entities: { offers: Page }[] }>(
    catalog,
    document,
    { id, ...args },
    caller,
  );
  return found[0]!.offers;
}

/** All offers in pages of `size`, forward or backward; and the count that every page told. */
async function readAll(
  of: Of,
  id: string,
  { size, forward, currency }: { size: number; forward: boolean; currency: string | null },
): Promise<{ ids: string[]; counts: number[] }> {
  const ids: string[] = [];
  const counts: number[] = [];
  for (let cursor: string | null = null; ;) {
    const direction = forward ? { first: size, after: cursor } : { last: size, before: cursor };
    const { nodes, pageInfo, totalCount } = await page(of, id, { currency, ...direction });
    const found = nodes.map((node) => node.id);
    ids.splice(forward ? ids.length : 0, 0, ...found);
    counts.push(totalCount);
    cursor = forward ? pageInfo.endCursor : pageInfo.startCursor;
    if (!(forward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return { ids, counts };
  }
}

test('whatever the offers are like, pages of any size meet, both ways, in the order of the rule', async () => {
  const offer = fc.record({
    variant: fc.nat({ max: 1 }),
    condition: fc.constantFrom(...OFFER_CONDITIONS),
    amount: fc.nat({ max: 3 }),
    leadTimeDays: fc.nat({ max: 2 }),
    onHand: fc.nat({ max: 2 }),
    minQuantity: fc.integer({ min: 1, max: 2 }),
    untracked: fc.boolean(),
    currencies: fc.subarray(['USD', 'EUR'], { minLength: 1 }),
    paused: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(offer, { maxLength: 25 }), fc.integer({ min: 1, max: 7 }), async (given, size) => {
      const [blue, red] = [newId('var'), newId('var')];
      const product = makeProduct({
        options: [{ name: 'Colour', values: ['Blue', 'Red'] }],
        variants: [
          { id: blue, optionValues: ['Blue'] },
          { id: red, optionValues: ['Red'] },
        ],
      });
      const offers = given.map((one, index) =>
        makeOffer(vendors[index]!, product, {
          variantId: [blue, red][one.variant]!,
          condition: one.condition,
          leadTimeDays: one.leadTimeDays,
          minQuantity: one.minQuantity,
          prices: one.currencies.map((currency) => ({ currency: currency as 'USD' | 'EUR', amount: one.amount })),
          onHand: one.onHand,
          ...(one.untracked && { stock: 'untracked' as const }),
        }),
      );
      await catalog.import({ products: [product], offers });
      const paused = offers.filter((_, index) => given[index]!.paused).map(({ id }) => idToUuid(id));
      await catalog.sql(`update offer set status = 'PAUSED' where id = any($1)`, [paused]);

      const competitors = offers.map((one, index): Competitor & { variantId: string } => ({
        id: one.id,
        variantId: one.variantId,
        available: given[index]!.untracked ? null : given[index]!.onHand,
        minQuantity: given[index]!.minQuantity,
        prices: given[index]!.currencies.map((currency) => ({
          currency: currency as 'USD',
          amount: given[index]!.amount,
          compareAtAmount: null,
        })),
        condition: given[index]!.condition,
        leadTimeDays: given[index]!.leadTimeDays,
        isPurchasable: !given[index]!.paused,
      }));
      for (const [of, id, candidates] of [
        ['Product', product.id, competitors],
        ['Variant', blue, competitors.filter(({ variantId }) => variantId === blue)],
      ] as const)
        for (const currency of ['USD', null]) {
          const expected = currency
            ? rankOffers(candidates, currency).map((one) => one.id)
            : candidates
                .filter(({ isPurchasable }) => isPurchasable)
                .map((one) => one.id)
                .toSorted();
          for (const forward of [true, false]) {
            const { ids, counts } = await readAll(of, id, { size, forward, currency });
            expect(ids).toEqual(expected);
            expect(new Set(counts)).toEqual(new Set([expected.length]));
          }
        }
    }),
    { numRuns: 25 },
  );
}, 60_000);

/** A product that some vendors offer, each at another price. */
async function importOffers(count: number): Promise<{ product: ImportedProduct; offers: ImportedOffer[] }> {
  const product = makeProduct();
  const offers = Array.from({ length: count }, (_, index) =>
    makeOffer(vendors[index]!, product, { prices: [{ currency: 'USD', amount: 1_000 + index }] }),
  );
  await catalog.import({ products: [product], offers });
  return { product, offers };
}

test('pages of many products and variants, of any size, order and direction, are one statement; their counts another', async () => {
  const many = await Promise.all([importOffers(3), importOffers(5), importOffers(4)]);
  const representations = many.map(({ product }) => ({ __typename: 'Product', id: product.id }));
  const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Product {
    bestOffer(currency: "USD") { id }
    best: offers(currency: "USD", first: 2) { nodes { id } totalCount }
    worst: offers(currency: "USD", last: 1) { nodes { id } totalCount }
    oldest: offers(first: 1) { nodes { id } totalCount }
    newest: offers(last: 1) { nodes { id } }
    variants { offers(currency: "USD", first: 1) { nodes { id } totalCount } }
  } } }`;
  const { result, statements } = await countStatements(() => answer(catalog, document, { representations }));
  const expected = many.map(({ offers }) => {
    const ids = offers.map(({ id }) => ({ id }));
    return {
      bestOffer: ids[0],
      best: { nodes: ids.slice(0, 2), totalCount: ids.length },
      worst: { nodes: ids.slice(-1), totalCount: ids.length },
      oldest: { nodes: ids.slice(0, 1), totalCount: ids.length },
      newest: { nodes: ids.slice(-1) },
      variants: [{ offers: { nodes: ids.slice(0, 1), totalCount: ids.length } }],
    };
  });
  expect(result).toEqual({ _entities: expected });
  // The products, their variants, all pages, all counts.
  expect(statements).toHaveLength(4);
});

test('members see their own paused offers where all are listed, and nobody sees them where they are compared', async () => {
  const { product, offers } = await importOffers(3);
  await catalog.sql(`update offer set status = 'PAUSED' where id = $1`, [idToUuid(offers[0]!.id)]);
  const member = memberOf(vendors[0]!.id);
  for (const [args, caller, expected] of [
    [{}, null, offers.slice(1)],
    [{}, memberOf(vendors[1]!.id), offers.slice(1)],
    [{}, member, offers],
    [{ currency: 'USD' }, member, offers.slice(1)],
  ] as const) {
    const { nodes, totalCount } = await page('Product', product.id, args, caller);
    expect(nodes).toEqual(expected.map(({ id }) => ({ id })));
    expect(totalCount).toBe(expected.length);
  }
});

test('of a vendor all offers are counted that may be seen', async () => {
  const { offers } = await importOffers(1);
  const vendorId = vendors[0]!.id;
  const document = `query ($id: ID!) { _entities(representations: [{ __typename: "Vendor", id: $id }]) {
    ... on Vendor { offers(first: 0) { totalCount } } } }`;
  const count = async (caller: CallerClaims | null = null) =>
    (await answer<{ _entities: { offers: Page }[] }>(catalog, document, { id: vendorId }, caller))._entities[0]!.offers
      .totalCount;
  const before = await count();
  await catalog.sql(`update offer set status = 'PAUSED' where id = $1`, [idToUuid(offers[0]!.id)]);
  expect(await count()).toBe(before - 1);
  expect(await count(memberOf(vendorId))).toBeGreaterThanOrEqual(before);
});

test.each([
  ['nonsense', null],
  ['a rank where there is none', [0, 1_000, 0, 1, newId('off')]],
  ['another thing’s id', [newId('prd')]],
  ['no list', { id: newId('off') }],
])('a cursor of the list by age is not %s', async (_what, key) => {
  const { product } = await importOffers(1);
  await expectBadCursor(product, null, key);
});

test.each([
  ['an id alone', [newId('off')]],
  ['texts', ['0', '1', '0', '1', newId('off')]],
  ['fractions', [0, 1.5, 0, 1, newId('off')]],
  ['more than any amount', [0, 1e300, 0, 1, newId('off')]],
  ['more than an integer', [0, 1, 0, 2 ** 31, newId('off')]],
  ['a negative place', [-1, 1, 0, 1, newId('off')]],
  ['another thing’s id', [0, 1, 0, 1, newId('prd')]],
])('a cursor of the ranked list does not hold %s', async (_what, key) => {
  const { product } = await importOffers(1);
  await expectBadCursor(product, 'USD', key);
});

async function expectBadCursor(product: ImportedProduct, currency: string | null, key: unknown): Promise<void> {
  const document = `query (${ARGUMENTS}) { product(id: $id) { ${OFFERS} } }`;
  const after = Buffer.from(JSON.stringify(key)).toString('base64url');
  const { errors } = await catalog.ask(document, { id: product.id, currency, after });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['after'] } }]);
}
