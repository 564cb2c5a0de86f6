import { newId } from '@bazaar/ids/id';
import { countStatements } from '@bazaar/postgres/statements';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  admin,
  answer,
  makeOffer,
  makeProduct,
  makeVendor,
  memberOf,
  startTestCatalog,
  stockCommands,
  type TestCatalog,
} from '../testing/test-catalog.ts';

let catalog: TestCatalog;
beforeAll(async () => {
  catalog = await startTestCatalog();
});
afterAll(() => catalog.stop());

const PAGE = `query ($id: ID, $slug: String) {
  product(id: $id, slug: $slug) {
    id title slug description status tags isDigital
    options { name values }  attributes { name value }  media { url alt }
    vendor { id }
    primaryCategory { name ancestors { name path } }
    categories { name path ancestors { name } }
    variants { title selectedOptions { name value } offers(currency: "USD") { nodes { sku } } }
    price(currency: "USD") { min { amount currency formatted } max { amount } }
    bestOffer(currency: "USD") { sku }
    offers(currency: "USD", first: 2) {
      nodes { sku vendor { id } variant { title } price(currency: "USD") { amount } compareAtPrice(currency: "USD") { amount } availability { status available } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

async function importPage() {
  const [first, second] = [makeVendor('First'), makeVendor('Second')];
  const [root, leaf] = [newId('cat'), newId('cat')];
  const [blue, red] = [newId('var'), newId('var')];
  const product = makeProduct({
    vendorId: first.id,
    title: 'Wool scarf',
    description: 'Warm.',
    tags: ['winter'],
    options: [{ name: 'Colour', values: ['Blue', 'Red'] }],
    attributes: [{ name: 'Material', value: 'Wool' }],
    categoryIds: [leaf],
    variants: [
      { id: blue, optionValues: ['Blue'] },
      { id: red, optionValues: ['Red'] },
    ],
    media: [{ id: newId('med'), url: 'https://img.example/scarf.jpg', alt: 'A scarf' }],
  });
  const usd = (amount: number, compareAtAmount?: number) => ({
    prices: [{ currency: 'USD' as const, amount, ...(compareAtAmount && { compareAtAmount }) }],
  });
  const offers = {
    dear: makeOffer(first, product, { variantId: blue, sku: 'DEAR', ...usd(3_000, 3_500) }),
    cheap: makeOffer(second, product, { variantId: blue, sku: 'CHEAP', ...usd(2_000) }),
    soldOut: makeOffer(second, product, { variantId: red, sku: 'SOLD-OUT', onHand: 0, ...usd(500) }),
  };
  await catalog.import({
    vendors: [...(first.given.vendors ?? []), ...(second.given.vendors ?? [])],
    warehouses: [...(first.given.warehouses ?? []), ...(second.given.warehouses ?? [])],
    categories: [
      { id: root, parentId: null, slug: `root-${root.slice(-8)}`, name: 'Clothing' },
      { id: leaf, parentId: root, slug: 'scarves', name: 'Scarves' },
    ],
    products: [product],
    offers: Object.values(offers),
  });
  return { product, offers, first, second, root, leaf };
}

describe('the product page', () => {
  test('shows everything, in four statements', async () => {
    const { product, first, second, root } = await importPage();
    const { result, statements } = await countStatements(() => answer(catalog, PAGE, { slug: product.slug }));
    const path = `root-${root.slice(-8)}`;
    const offer = (sku: string, vendorId: string, amount: number, compareAt: number | null) => ({
      sku,
      vendor: { id: vendorId },
      variant: { title: 'Blue' },
      price: { amount },
      compareAtPrice: compareAt && { amount: compareAt },
      availability: { status: 'LOW_STOCK', available: 10 },
    });
    expect(result).toMatchObject({
      product: {
        id: product.id,
        title: 'Wool scarf',
        status: 'ACTIVE',
        options: [{ name: 'Colour', values: ['Blue', 'Red'] }],
        attributes: [{ name: 'Material', value: 'Wool' }],
        media: [{ url: 'https://img.example/scarf.jpg', alt: 'A scarf' }],
        vendor: { id: first.id },
        primaryCategory: { name: 'Scarves', ancestors: [{ name: 'Clothing', path }] },
        categories: [{ name: 'Scarves', path: `${path}/scarves`, ancestors: [{ name: 'Clothing' }] }],
        variants: [
          {
            title: 'Blue',
            selectedOptions: [{ name: 'Colour', value: 'Blue' }],
            offers: { nodes: [{ sku: 'CHEAP' }, { sku: 'DEAR' }] },
          },
          { title: 'Red', offers: { nodes: [{ sku: 'SOLD-OUT' }] } },
        ],
        price: { min: { amount: 2_000, currency: 'USD', formatted: '$20.00' }, max: { amount: 3_000 } },
        bestOffer: { sku: 'CHEAP' },
        offers: {
          nodes: [offer('CHEAP', second.id, 2_000, null), offer('DEAR', first.id, 3_000, 3_500)],
          pageInfo: { hasNextPage: true },
        },
      },
    });
    expect(statements).toHaveLength(4);
  });

  test('pages through the offers, the best one first, and a cursor survives a new best offer', async () => {
    const { product, first } = await importPage();
    const offersAfter = async (after: string | null) => {
      const document = `query ($id: ID, $after: String) { product(id: $id) {
        offers(currency: "USD", first: 2, after: $after) { nodes { sku } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`;
      const { product: found } = await answer<{
        product: { offers: { nodes: { sku: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
      }>(catalog, document, { id: product.id, after });
      return found.offers;
    };
    const page = await offersAfter(null);
    const better = makeOffer(first, product, {
      sku: 'BETTER',
      condition: 'USED',
      prices: [{ currency: 'USD', amount: 1 }],
    });
    await catalog.import({ offers: [better] });
    expect(await offersAfter(page.pageInfo.endCursor)).toMatchObject({
      nodes: [{ sku: 'SOLD-OUT' }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });

  test('a currency without offers has no price, an unknown one is an error that names the argument', async () => {
    const { product } = await importPage();
    const document = `query ($id: ID, $currency: CurrencyCode!) { product(id: $id) { price(currency: $currency) { min { amount } } bestOffer(currency: $currency) { id } } }`;
    expect(await answer(catalog, document, { id: product.id, currency: 'JPY' })).toEqual({
      product: { price: null, bestOffer: null },
    });
    const { errors } = await catalog.ask(document, { id: product.id, currency: 'XXX' });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: ['currency'] } });
  });

  test('ids and slugs that name nothing are null', async () => {
    const document = 'query ($id: ID, $slug: String) { product(id: $id, slug: $slug) { id } }';
    for (const variables of [
      { id: newId('prd') },
      { id: 'garbage' },
      { id: newId('off') },
      { slug: 'no-such' },
      { slug: 'a\0b' },
    ])
      expect(await answer(catalog, document, variables)).toEqual({ product: null });
    const { errors } = await catalog.ask(document, {});
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});

describe('prices follow', () => {
  test('stock that runs out and comes back', async () => {
    const { product, offers } = await importPage();
    const price = async () =>
      (
        await answer<{ product: { price: { min: { amount: number } } } }>(
          catalog,
          `query ($id: ID) { product(id: $id) { price(currency: "USD") { min { amount } } } }`,
          { id: product.id },
        )
      ).product.price.min.amount;
    const stock = stockCommands(catalog);
    const id = newId('rsv');
    await stock.reserve(id, { [offers.cheap.id]: 10 });
    await catalog.index();
    expect(await price()).toBe(3_000);
    await stock.release(id);
    await catalog.index();
    expect(await price()).toBe(2_000);
  });

  test('a vendor that is suspended and comes back, newer facts first', async () => {
    const { product, second } = await importPage();
    const announceStatus = (type: string, status: string, sequence: number) =>
      catalog.internal.deliver({
        id: newId('evt'),
        type,
        version: 1,
        aggregateId: second.id,
        sequence,
        occurredAt: new Date().toISOString(),
        data: { vendorId: second.id, handle: `h-${second.id}`, name: 'Second', status },
      });
    const bestOffer = async () => {
      await catalog.index();
      return (
        await answer<{ product: { bestOffer: { sku: string }; price: { min: { amount: number } } } }>(
          catalog,
          `query ($id: ID) { product(id: $id) { bestOffer(currency: "USD") { sku } price(currency: "USD") { min { amount } } } }`,
          { id: product.id },
        )
      ).product;
    };
    await announceStatus('vendor.suspended', 'SUSPENDED', 5);
    expect(await bestOffer()).toEqual({ bestOffer: { sku: 'DEAR' }, price: { min: { amount: 3_000 } } });
    await announceStatus('vendor.approved', 'ACTIVE', 4);
    expect((await bestOffer()).bestOffer.sku).toBe('DEAR');
    await announceStatus('vendor.approved', 'ACTIVE', 6);
    expect(await bestOffer()).toEqual({ bestOffer: { sku: 'CHEAP' }, price: { min: { amount: 2_000 } } });
  });
});

describe('what others may see', () => {
  test('stock levels and warehouses: members and administrators', async () => {
    const { offers, second } = await importPage();
    const document = `query ($id: ID!, $vendor: ID!) { offer(id: $id) { sku stock { onHand available warehouse { name } } }
      _entities(representations: [{ __typename: "Vendor", id: $vendor }]) { ... on Vendor { warehouses { name } offers(first: 5) { nodes { sku } } } } }`;
    const variables = { id: offers.cheap.id, vendor: second.id };
    const open = {
      offer: { sku: 'CHEAP', stock: [{ onHand: 10, available: 10, warehouse: { name: 'Main' } }] },
      _entities: [{ warehouses: [{ name: 'Main' }], offers: { nodes: [{ sku: 'SOLD-OUT' }, { sku: 'CHEAP' }] } }],
    };
    const closed = {
      offer: { sku: 'CHEAP', stock: null },
      _entities: [{ warehouses: null, offers: { nodes: [{ sku: 'SOLD-OUT' }, { sku: 'CHEAP' }] } }],
    };
    expect(await answer(catalog, document, variables, memberOf(second.id, 'FULFILMENT'))).toEqual(open);
    expect(await answer(catalog, document, variables, admin())).toEqual(open);
    expect(await answer(catalog, document, variables, memberOf(newId('vnd')))).toEqual(closed);
    expect(await answer(catalog, document, variables)).toEqual(closed);
  });

  test('entities of other subgraphs resolve in one statement per kind, unknown ones to null', async () => {
    const { product, offers, first, second, leaf } = await importPage();
    const representations = [
      { __typename: 'Product', id: product.id },
      { __typename: 'Product', id: newId('prd') },
      { __typename: 'Offer', id: offers.cheap.id },
      { __typename: 'Offer', id: offers.dear.id },
      { __typename: 'Offer', id: 'garbage' },
      { __typename: 'Variant', id: offers.cheap.variantId },
      { __typename: 'Category', id: leaf },
      { __typename: 'Vendor', id: first.id },
      { __typename: 'Vendor', id: second.id },
    ];
    const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Product { title } ... on Offer { sku } ... on Variant { title } ... on Category { name }
      ... on Vendor { products(first: 1) { nodes { title } pageInfo { hasNextPage } totalCount } } } }`;
    const { result, statements } = await countStatements(() => answer(catalog, document, { representations }));
    const products = { nodes: [{ title: 'Wool scarf' }], pageInfo: { hasNextPage: false }, totalCount: 1 };
    expect(result).toEqual({
      _entities: [
        { title: 'Wool scarf' },
        null,
        { sku: 'CHEAP' },
        { sku: 'DEAR' },
        null,
        { title: 'Blue' },
        { name: 'Scarves' },
        { products },
        { products },
      ],
    });
    // Products, offers, variants, categories, one page of ids for both vendors, their counts.
    expect(statements).toHaveLength(6);
  });

  test('totalCount counts what the viewer may see, as the list does, and is counted for those who ask', async () => {
    const { product, offers, second } = await importPage();
    const pause = 'mutation ($input: OfferUpdateInput!) { offerUpdate(input: $input) { userErrors { code } } }';
    const input = { offerId: offers.soldOut.id, isPaused: true };
    expect(await answer(catalog, pause, { input }, memberOf(second.id))).toEqual({ offerUpdate: { userErrors: [] } });
    const document = `query ($id: ID, $vendor: ID!) { product(id: $id) { offers { nodes { sku } totalCount } }
      _entities(representations: [{ __typename: "Vendor", id: $vendor }]) { ... on Vendor { offers(first: 1) { nodes { sku } totalCount } } } }`;
    const variables = { id: product.id, vendor: second.id };
    const seen = (ofProduct: string[], ofVendor: string[]) => ({
      product: { offers: { nodes: ofProduct.map((sku) => ({ sku })), totalCount: ofProduct.length } },
      _entities: [{ offers: { nodes: [{ sku: ofVendor[0] }], totalCount: ofVendor.length } }],
    });
    const all = seen(['DEAR', 'CHEAP', 'SOLD-OUT'], ['SOLD-OUT', 'CHEAP']);
    const open = seen(['DEAR', 'CHEAP'], ['CHEAP']);
    expect(await answer(catalog, document, variables, memberOf(second.id))).toEqual(all);
    expect(await answer(catalog, document, variables, admin())).toEqual(all);
    expect(await answer(catalog, document, variables, memberOf(newId('vnd')))).toEqual(open);
    expect(await answer(catalog, document, variables)).toEqual(open);

    const statementsOf = async (text: string) =>
      (await countStatements(() => answer(catalog, text, variables))).statements.length;
    const counting = await statementsOf(document);
    // Each list is counted by a statement of its own.
    expect(await statementsOf(document.replaceAll('totalCount', ''))).toBe(counting - 2);
  });
});
