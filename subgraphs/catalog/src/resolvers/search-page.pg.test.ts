import { newId } from '@bazaar/ids/id';
import { countStatements } from '@bazaar/postgres/statements';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answer,
  makeOffer,
  makeProduct,
  makeVendor,
  startTestCatalog,
  stockCommands,
  type TestCatalog,
} from '../testing/test-catalog.ts';

interface Page {
  nodes: { title: string }[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null; startCursor: string | null };
  totalCount: number;
  correctedQuery: string | null;
}

const SEARCH = `query ($query: String, $where: ProductWhere, $orderBy: ProductOrderBy, $first: Int, $after: String, $last: Int, $before: String) {
  products(query: $query, where: $where, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    nodes { title } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } totalCount correctedQuery
  }
}`;

let catalog: TestCatalog;
const seller = makeVendor('Seller');
const other = makeVendor('Other');
const [lighting, lamps, outdoor] = [newId('cat'), newId('cat'), newId('cat')];

const products = [
  {
    title: 'Reading lamp',
    description: 'A bright light for your desk.',
    tags: ['office'],
    categoryIds: [lamps],
    usd: 4_000,
  },
  {
    title: 'Desk with drawers',
    description: 'Put a reading lamp on it.',
    tags: ['office', 'oak'],
    categoryIds: [],
    usd: 30_000,
  },
  { title: 'Garden lantern', description: 'Solar powered.', tags: ['lamp'], categoryIds: [outdoor], usd: 2_500 },
  { title: 'Café table', description: 'Round.', tags: [], categoryIds: [], usd: 8_000 },
  { title: 'Wireless headphones', description: 'Over-ear.', tags: ['audio'], categoryIds: [], usd: 12_000 },
  { title: 'Headphone stand', description: 'Oak.', tags: ['audio', 'oak'], categoryIds: [], usd: 2_000 },
].map(({ usd, ...product }) => ({ product: makeProduct(product), usd }));

beforeAll(async () => {
  catalog = await startTestCatalog();
  const unsold = makeProduct({ title: 'Unsold lamp', categoryIds: [lighting] });
  await catalog.import({
    vendors: [...(seller.given.vendors ?? []), ...(other.given.vendors ?? [])],
    warehouses: [...(seller.given.warehouses ?? []), ...(other.given.warehouses ?? [])],
    categories: [
      { id: lighting, parentId: null, slug: 'lighting', name: 'Lighting' },
      { id: lamps, parentId: lighting, slug: 'lamps', name: 'Lamps' },
      { id: outdoor, parentId: lighting, slug: 'outdoor', name: 'Outdoor' },
    ],
    products: [...products.map(({ product }) => product), unsold],
    offers: products.map(({ product, usd }, index) =>
      makeOffer(index === 4 ? other : seller, product, { prices: [{ currency: 'USD', amount: usd }] }),
    ),
  });
});
afterAll(() => catalog.stop());

async function search(variables: Record<string, unknown>): Promise<Page> {
  return (await answer<{ products: Page }>(catalog, SEARCH, variables)).products;
}
async function titles(variables: Record<string, unknown>): Promise<string[]> {
  return (await search(variables)).nodes.map((node) => node.title);
}

describe('words', () => {
  test('a title ranks above a tag, a tag above a description', async () => {
    expect(await titles({ query: 'lamp' })).toEqual([
      'Unsold lamp',
      'Reading lamp',
      'Garden lantern',
      'Desk with drawers',
    ]);
  });

  test('match by their stem, without accents and case, all of them', async () => {
    expect(await titles({ query: 'LAMPS reading' })).toEqual(['Reading lamp', 'Desk with drawers']);
    expect(await titles({ query: 'cafe' })).toEqual(['Café table']);
    expect(await titles({ query: 'lamp -desk' })).toEqual(['Unsold lamp', 'Garden lantern']);
    expect(await titles({ query: '"garden lantern" or cafe' })).toEqual(['Garden lantern', 'Café table']);
  });

  test('typing errors are corrected when nothing matches', async () => {
    for (const query of ['headphnes', 'haedphones', 'headphonse', 'wirelss headphones', 'headph'])
      expect(await search({ query })).toMatchObject({
        nodes: expect.arrayContaining([{ title: 'Wireless headphones' }]),
      });
    expect(await search({ query: 'Lapm -desk' })).toMatchObject({ correctedQuery: 'lamp -desk' });
    expect(await search({ query: 'lamp' })).toMatchObject({ correctedQuery: null });
    expect(await search({ query: 'xylophone' })).toMatchObject({ nodes: [], totalCount: 0, correctedQuery: null });
  });

  test('a corrected list goes on corrected', async () => {
    const first = await search({ query: 'headphnes', first: 1 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await search({ query: 'headphnes', first: 1, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map(({ title }) => title).sort()).toEqual([
      'Headphone stand',
      'Wireless headphones',
    ]);
    expect(second).toMatchObject({ correctedQuery: 'headphones', totalCount: 2 });
  });

  test('stop words, signs and zero characters find nothing and break nothing', async () => {
    for (const query of ['the', '!!! & | :*', "'; drop table product; --", 'a\0b', '\\', '"', '(((', '<->', '🙂'])
      expect(await titles({ query })).toEqual([]);
    expect(await titles({ query: '   ', first: 1 })).toHaveLength(1);
  });
});

describe('conditions', () => {
  test('a category means everything below it', async () => {
    expect(await titles({ where: { categoryId: lighting }, orderBy: 'TITLE' })).toEqual([
      'Garden lantern',
      'Reading lamp',
      'Unsold lamp',
    ]);
    expect(await titles({ where: { categoryId: lamps } })).toEqual(['Reading lamp']);
  });

  test('a price range is in one currency', async () => {
    const where = { currency: 'USD', minPrice: 2_500, maxPrice: 8_000 };
    expect(await titles({ where, orderBy: 'PRICE_ASC' })).toEqual(['Garden lantern', 'Reading lamp', 'Café table']);
    expect(await titles({ where: { currency: 'EUR' } })).toEqual([]);
  });

  test('vendor, tags and words together', async () => {
    expect(await titles({ where: { vendorId: other.id } })).toEqual(['Wireless headphones']);
    expect(await titles({ where: { tags: ['oak'], vendorId: seller.id }, orderBy: 'TITLE' })).toEqual([
      'Desk with drawers',
      'Headphone stand',
    ]);
    expect(await titles({ query: 'lamp', where: { tags: ['office'] }, orderBy: 'TITLE' })).toEqual([
      'Desk with drawers',
      'Reading lamp',
    ]);
  });

  test('what cannot match is an empty list', async () => {
    for (const where of [
      { categoryId: 'garbage' },
      { categoryId: newId('cat') },
      { vendorId: newId('vnd') },
      { tags: [] },
    ])
      expect(await search({ where })).toMatchObject({ nodes: [], totalCount: 0, pageInfo: { hasNextPage: false } });
  });

  test('in stock follows the stock', async () => {
    const product = makeProduct({ title: 'Rare thing' });
    const offer = makeOffer(seller, product, { onHand: 1 });
    await catalog.import({ products: [product], offers: [offer] });
    const found = () => titles({ query: 'rare', where: { inStock: true } });
    expect(await found()).toEqual(['Rare thing']);
    await stockCommands(catalog).reserve(newId('rsv'), { [offer.id]: 1 });
    await catalog.index();
    expect(await found()).toEqual([]);
    expect(await titles({ query: 'rare', where: { inStock: false } })).toEqual(['Rare thing']);
  });
});

describe('pages', () => {
  const orders = [
    { orderBy: 'NEWEST' },
    { orderBy: 'TITLE' },
    { orderBy: 'PRICE_ASC', where: { currency: 'USD' } },
    { orderBy: 'PRICE_DESC', where: { currency: 'USD' } },
    { orderBy: 'RELEVANCE', query: 'paging' },
  ];

  beforeAll(async () => {
    const many = Array.from({ length: 23 }, (_, index) =>
      makeProduct({ title: `Paging ${'ABCDE'[index % 5]}`, tags: index % 3 === 0 ? ['paging'] : [] }),
    );
    const offers = many.map((product, index) =>
      makeOffer(seller, product, { prices: [{ currency: 'USD', amount: 1_000 + (index % 4) }] }),
    );
    await catalog.import({ products: many, offers });
  });

  test.each(orders)('forward and backward give the same list: $orderBy', async (order) => {
    const all = await search({ ...order, first: 100 });
    const cursors = all.edges.map((edge) => edge.cursor);
    expect(cursors.length).toBeGreaterThanOrEqual(23);
    const forward: string[] = [];
    for (let page = await search({ ...order, first: 7 }); ;) {
      forward.push(...page.edges.map((edge) => edge.cursor));
      if (!page.pageInfo.hasNextPage) break;
      page = await search({ ...order, first: 7, after: page.pageInfo.endCursor });
    }
    const backward: string[] = [];
    for (let page = await search({ ...order, last: 7 }); ;) {
      backward.unshift(...page.edges.map((edge) => edge.cursor));
      if (!page.pageInfo.hasPreviousPage) break;
      page = await search({ ...order, last: 7, before: page.pageInfo.startCursor });
    }
    expect(forward).toEqual(cursors);
    expect(backward).toEqual(cursors);
    expect(all.totalCount).toBe(cursors.length);
  });

  test.each(orders)('a product that comes in between neither repeats nor hides another: $orderBy', async (order) => {
    const before = (await search({ ...order, first: 100 })).edges.map((edge) => edge.cursor);
    const first = await search({ ...order, first: 10 });
    const product = makeProduct({ title: 'AAA paging', tags: ['paging'] });
    await catalog.import({
      products: [product],
      offers: [makeOffer(seller, product, { prices: [{ currency: 'USD', amount: 5 }] })],
    });
    const rest = await search({ ...order, first: 100, after: first.pageInfo.endCursor });
    const seen = new Set([...first.edges, ...rest.edges].map((edge) => edge.cursor));
    expect(before.filter((cursor) => !seen.has(cursor))).toEqual([]);
    expect(first.edges.length + rest.edges.length).toBe(seen.size);
  });

  test('arguments that are not usable are errors that name them', async () => {
    const titleCursor = (await search({ orderBy: 'TITLE', first: 1 })).pageInfo.endCursor;
    const cases: [Record<string, unknown>, string[]][] = [
      [{ first: -1 }, ['first']],
      [{ first: 101 }, ['first']],
      [{ first: 1, last: 1 }, ['last']],
      [{ after: 'garbage' }, ['after']],
      [{ after: titleCursor, orderBy: 'NEWEST' }, ['after']],
      [{ orderBy: 'PRICE_ASC' }, ['orderBy']],
      [{ where: { minPrice: 1 } }, ['where', 'minPrice']],
      [{ where: { maxPrice: 1 } }, ['where', 'maxPrice']],
      [{ where: { currency: 'XXX' } }, ['where', 'currency']],
      [{ query: 'x'.repeat(201) }, ['query']],
    ];
    for (const [variables, field] of cases) {
      const { data, errors } = await catalog.ask(SEARCH, variables);
      expect(data).toEqual({ products: null });
      expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field });
    }
  });
});

test('the search page is two statements, three with a correction, and the count one more', async () => {
  const card = `nodes { id title slug isDigital media(first: 1) { url alt } vendor { id } price(currency: "USD") { min { amount } } } pageInfo { hasNextPage endCursor }`;
  const statementsOf = async (argument: string, more = '') => {
    const document = `{ products(${argument}) { ${card} ${more} } }`;
    return (await countStatements(() => answer(catalog, document))).statements.length;
  };
  expect(await statementsOf('query: "lamp"')).toBe(2);
  expect(
    await statementsOf(`where: { categoryId: "${lighting}", currency: "USD", minPrice: 1 }, orderBy: PRICE_ASC`),
  ).toBe(2);
  expect(await statementsOf('query: "headphnes"')).toBe(3);
  expect(await statementsOf('query: "lamp"', 'totalCount')).toBe(3);
});

test('the category tree reads in one statement per level', async () => {
  const document = `{ categories { name children { name path parent { name } children { name } products(first: 1) { totalCount } } } category(path: "lighting/lamps") { name ancestors { name } } }`;
  const { result, statements } = await countStatements(() => answer(catalog, document));
  expect(result).toEqual({
    categories: [
      {
        name: 'Lighting',
        children: [
          {
            name: 'Lamps',
            path: 'lighting/lamps',
            parent: { name: 'Lighting' },
            children: [],
            products: { totalCount: 1 },
          },
          {
            name: 'Outdoor',
            path: 'lighting/outdoor',
            parent: { name: 'Lighting' },
            children: [],
            products: { totalCount: 1 },
          },
        ],
      },
    ],
    category: { name: 'Lamps', ancestors: [{ name: 'Lighting' }] },
  });
  // Roots, their children, and theirs; the category by its path, its ancestors; one page of both categories, their products, two counts.
  expect(statements).toHaveLength(9);
});
