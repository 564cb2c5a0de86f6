import { importRegions } from '@bazaar/cart/operations/import-regions';
import { findRegion } from '@bazaar/cart/storage/regions';
import { cart } from '@bazaar/cart/subgraph';
import { catalog } from '@bazaar/catalog/subgraph';
import type { InTransaction } from '@bazaar/postgres/in-transaction';
import { query } from '@bazaar/postgres/rows';
import { countStatements } from '@bazaar/postgres/statements';
import { startTestSubgraph, type TestSubgraph } from '@bazaar/testkit/test-subgraph';
import { users } from '@bazaar/users/subgraph';
import { vendors } from '@bazaar/vendors/subgraph';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_CATEGORIES } from './categories.ts';
import { IMPORTED_OFFERS, SOLD_OUT_PRODUCT } from './offers.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './people.ts';
import { IMPORTED_PRODUCTS } from './products.ts';
import { DEMO_REGIONS } from './regions.ts';
import { seedDemo, type DemoContexts } from './seed-demo.ts';
import { vendorId } from './vendors.ts';

const NAMES = ['users', 'vendors', 'cart', 'catalog'] as const;
type Place = Readonly<Record<(typeof NAMES)[number], TestSubgraph>>;

/** Four subgraphs, each on an empty database of its own. */
async function openPlace(): Promise<Place> {
  const env = { SIGNING_KEY_SECRET: 's'.repeat(40), CART_ID_SECRET: 'c'.repeat(40) };
  const [first, second, third, fourth] = await Promise.all([
    startTestSubgraph(users, { env }),
    startTestSubgraph(vendors, { env }),
    startTestSubgraph(cart, { env }),
    startTestSubgraph(catalog, { env }),
  ]);
  return { users: first, vendors: second, cart: third, catalog: fourth };
}

function contextsOf(place: Place): DemoContexts {
  return {
    users: place.users.database,
    vendors: place.vendors.database,
    cart: place.cart.database,
    catalog: place.catalog.database,
    now: () => new Date(),
  };
}

/** How many rows the tables that seeding fills have. */
async function countRows(place: Place): Promise<Record<string, number>> {
  const tables: Readonly<Record<(typeof NAMES)[number], readonly string[]>> = {
    users: ['user_account', 'audit_event', 'outbox_event'],
    vendors: ['vendor', 'vendor_member', 'commission_rule', 'outbox_event'],
    cart: ['region'],
    catalog: [
      'vendor_copy',
      'warehouse',
      'category',
      'product',
      'product_category',
      'variant',
      'product_media',
      'offer',
      'offer_price',
      'stock_level',
      'stock_movement',
      'product_search',
      'product_price',
    ],
  };
  const counts: Record<string, number> = {};
  for (const name of NAMES)
    for (const table of tables[name]) {
      const [row] = await query<{ n: number }>(place[name].database.reader, `select count(*)::int as n from ${table}`);
      counts[`${name}.${table}`] = row?.n ?? 0;
    }
  return counts;
}

describe('a seeded marketplace', () => {
  let place: Place;
  let seeded: Record<string, number>;
  const steps: string[] = [];

  beforeAll(async () => {
    place = await openPlace();
    await seedDemo(contextsOf(place), (step) => steps.push(step));
    seeded = await countRows(place);
  });
  afterAll(() => Promise.all(NAMES.map((name) => place[name].stop())));

  test('has what the tables say', () => {
    expect(seeded).toMatchObject({
      'users.user_account': DEMO_ACCOUNTS.length,
      'users.outbox_event': DEMO_ACCOUNTS.length,
      'vendors.vendor': 3,
      'vendors.vendor_member': 3,
      'vendors.commission_rule': 3,
      'cart.region': 4,
      'catalog.category': DEMO_CATEGORIES.length,
      'catalog.product': IMPORTED_PRODUCTS.length,
      'catalog.variant': IMPORTED_PRODUCTS.flatMap(({ variants }) => variants).length,
      'catalog.offer': IMPORTED_OFFERS.length,
      'catalog.offer_price': IMPORTED_OFFERS.length * 4,
      'catalog.product_search': IMPORTED_PRODUCTS.length,
    });
    expect(steps).toHaveLength(4);
  });

  test('seeded again, it asks one statement, says nothing and leaves alone what people have changed', async () => {
    const region = { ...DEMO_REGIONS[0]!, standardShipping: 1 };
    await importRegions(place.cart.database, [region]);
    const again: string[] = [];
    const { result, statements } = await countStatements(() => seedDemo(contextsOf(place), (step) => again.push(step)));
    expect({ again, statements: statements.length }).toEqual({ again: [], statements: 1 });
    expect(result.counts).toMatchObject({ vendors: 3, products: IMPORTED_PRODUCTS.length });
    expect(await countRows(place)).toEqual(seeded);
    expect(await findRegion(place.cart.database.reader, region.code)).toEqual(region);
  });

  test.each(DEMO_ACCOUNTS.map(({ email, id }) => [email, id]))(
    '%s signs in with the documented password',
    async (email, id) => {
      const { data, errors } = await place.users.ask(
        `mutation ($input: UserSignInInput!) { userSignIn(input: $input) { user { id } userErrors { code } } }`,
        { input: { email, password: DEMO_PASSWORD } },
      );
      expect({ data, errors }).toMatchObject({ data: { userSignIn: { user: { id }, userErrors: [] } } });
    },
  );

  test('every product has a purchasable offer in every currency, in stock but for the sold-out one', async () => {
    for (const currency of ['USD', 'EUR', 'GBP', 'JPY']) {
      const nodes = await allProducts(place.catalog, currency);
      expect(nodes).toHaveLength(IMPORTED_PRODUCTS.length);
      expect(nodes.filter(({ bestOffer }) => bestOffer === null)).toEqual([]);
      const out = nodes.filter(({ bestOffer }) => bestOffer?.availability?.status === 'OUT_OF_STOCK');
      expect(out.map(({ slug }) => slug)).toEqual([SOLD_OUT_PRODUCT]);
      expect(nodes.some(({ bestOffer }) => bestOffer?.availability?.status === 'UNAVAILABLE')).toBe(false);
    }
  });

  test('is searched with a typo, and every category on the way down shows its products', async () => {
    const { data } = await place.catalog.ask(`{ products(query: "goosneck ketle", first: 1) { nodes { slug } } }`);
    expect(data).toEqual({ products: { nodes: [{ slug: 'gooseneck-kettle' }] } });
    const answers = await Promise.all(
      DEMO_CATEGORIES.map(({ id }) =>
        place.catalog.ask(`query ($id: ID!) { products(where: { categoryId: $id }, first: 1) { nodes { slug } } }`, {
          id,
        }),
      ),
    );
    const oneProduct = { data: { products: { nodes: [{ slug: expect.any(String) }] } } };
    expect(answers).toEqual(DEMO_CATEGORIES.map(() => oneProduct));
  });

  test('opens a cart in each region', async () => {
    const { data } = await place.cart.ask(`{ regions { code currency taxInclusive } }`);
    expect(data).toEqual({
      regions: expect.arrayContaining([
        { code: 'US', currency: 'USD', taxInclusive: false },
        { code: 'EU', currency: 'EUR', taxInclusive: true },
        { code: 'GB', currency: 'GBP', taxInclusive: true },
        { code: 'JP', currency: 'JPY', taxInclusive: true },
      ]),
    });
  });

  test('shows its vendors', async () => {
    const { data } = await place.vendors.ask(`query ($id: ID!) { vendor(id: $id) { handle name } }`, {
      id: vendorId('copper-kettle'),
    });
    expect(data).toEqual({ vendor: { handle: 'copper-kettle', name: 'The Copper Kettle' } });
  });

  test('killed in front of any transaction, seeding is completed by the next start', async () => {
    const broken = await openPlace();
    try {
      let kills = 0;
      // Each run gets one transaction further than the one before.
      while (await isKilledAfter(kills, contextsOf(broken))) kills++;
      expect(kills).toBeGreaterThan(5);
      expect(await countRows(broken)).toEqual(seeded);
    } finally {
      await Promise.all(NAMES.map((name) => broken[name].stop()));
    }
  });
});

interface ProductNode {
  readonly slug: string;
  readonly bestOffer: { readonly availability: { readonly status: string } | null } | null;
}

async function allProducts(subgraph: TestSubgraph, currency: string): Promise<readonly ProductNode[]> {
  const { data, errors } = await subgraph.ask(
    `query ($currency: CurrencyCode!) {
       products(first: 100) { nodes { slug bestOffer(currency: $currency) { availability { status } } } }
     }`,
    { currency },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  // The document says what comes back.
  return (data as { products: { nodes: ProductNode[] } }).products.nodes;
}

const KILLED = new Error('killed');

/** Whether seeding needs more than `allowed` transactions; then it is killed in front of the next one. */
async function isKilledAfter(allowed: number, contexts: DemoContexts): Promise<boolean> {
  try {
    await seedDemo(dyingAfter(allowed, contexts), () => undefined);
    return false;
  } catch (error) {
    if (error === KILLED) return true;
    throw error;
  }
}

/** The same databases, of which no transaction begins after the first `allowed`. */
function dyingAfter(allowed: number, contexts: DemoContexts): DemoContexts {
  let begun = 0;
  const dying = (database: DemoContexts['users']): DemoContexts['users'] => {
    const inTransaction: InTransaction = (work) =>
      begun++ < allowed ? database.inTransaction(work) : Promise.reject(KILLED);
    return { reader: database.reader, inTransaction };
  };
  const { now } = contexts;
  return {
    users: dying(contexts.users),
    vendors: dying(contexts.vendors),
    cart: dying(contexts.cart),
    catalog: dying(contexts.catalog),
    now,
  };
}
