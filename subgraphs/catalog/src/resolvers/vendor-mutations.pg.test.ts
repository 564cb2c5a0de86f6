import { newId } from '@bazaar/ids/id';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  admin,
  answer,
  importStock,
  makeOffer,
  makeProduct,
  makeVendor,
  memberOf,
  shopper,
  startTestCatalog,
  stockCommands,
  type TestCatalog,
} from '../testing/test-catalog.ts';

let catalog: TestCatalog;
const vendor = makeVendor('Ours');
const rival = makeVendor('Theirs');
const owner = memberOf(vendor.id);

beforeAll(async () => {
  catalog = await startTestCatalog();
  await catalog.import({
    vendors: [...(vendor.given.vendors ?? []), ...(rival.given.vendors ?? [])],
    warehouses: [...(vendor.given.warehouses ?? []), ...(rival.given.warehouses ?? [])],
  });
});
afterAll(() => catalog.stop());

interface Payload {
  readonly product?: { id: string; slug: string; status: string; variants: { id: string; title: string }[] } | null;
  readonly offer?: { id: string; sku: string; status: string; available: number } | null;
  readonly userErrors: readonly { code: string; field: string[] | null }[];
}

const PRODUCT =
  'id title slug status version rejectionReason media { url variantId } variants { id title } primaryCategory { id } categories { id } offers { nodes { id status } }';
const OFFER =
  'id sku status version minQuantity maxQuantity prices { price { amount currency } compareAtPrice { amount } } availability { status available } stock { onHand available }';

/** Runs one mutation whose payload holds `selection`. */
async function change<Name extends string>(
  name: Name,
  input: Record<string, unknown>,
  caller: CallerClaims | null = owner,
): Promise<Payload> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const part = name.startsWith('product')
    ? `product { ${PRODUCT} }`
    : name.startsWith('warehouse')
      ? 'warehouse { id name country }'
      : name.startsWith('category')
        ? 'category { id slug path isActive parent { id } }'
        : `offer { ${OFFER} }`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { ${part} userErrors { code field message } } }`;
  const data = await answer<Record<Name, Payload>>(catalog, document, { input }, caller);
  return data[name];
}

async function codesOf(name: string, input: Record<string, unknown>, caller: CallerClaims | null = owner) {
  return (await change(name, input, caller)).userErrors.map(({ code, field }) => [code, field?.join('.') ?? null]);
}

async function create(input: Record<string, unknown> = {}, caller: CallerClaims = owner) {
  const { product, userErrors } = await change(
    'productCreate',
    { vendorId: vendor.id, title: 'Mug', ...input },
    caller,
  );
  expect(userErrors).toEqual([]);
  if (!product) throw new Error('no product');
  return product;
}

function announced(type: string, aggregateId: string) {
  return catalog.sql<{ sequence: string; data: { status: string } }>(
    'select sequence, data from outbox_event where type = $1 and aggregate_id = $2 order by sequence',
    [type, aggregateId],
  );
}

describe('products', () => {
  test('a vendor’s product waits for review, an administrator publishes it, and both are announced', async () => {
    const product = await create({ title: 'Blue mug' });
    expect(product).toMatchObject({ status: 'PENDING', variants: [{ title: '' }] });
    expect(await answer(catalog, 'query ($id: ID) { product(id: $id) { id } }', { id: product.id })).toEqual({
      product: null,
    });
    expect(await change('productApprove', { productId: product.id }, admin())).toMatchObject({
      product: { status: 'ACTIVE' },
    });
    expect(await answer(catalog, '{ products(query: "blue mug") { nodes { slug } } }')).toEqual({
      products: { nodes: [{ slug: product.slug }] },
    });
    expect(await announced('product.created', product.id)).toMatchObject([
      { sequence: '1', data: { status: 'PENDING' } },
    ]);
    expect(await announced('product.status_changed', product.id)).toMatchObject([
      { sequence: '2', data: { status: 'ACTIVE' } },
    ]);
  });

  test('drafts are submitted, rejected with a reason, changed, submitted again and archived', async () => {
    const { id } = await create({ submit: false });
    const at = async (name: string, input: object = {}, caller = owner) =>
      (await change(name, { productId: id, ...input }, caller)).product?.status;
    expect(await codesOf('productReject', { productId: id, reason: 'No.' }, admin())).toEqual([
      ['STATUS_CHANGE_NOT_ALLOWED', 'productId'],
    ]);
    expect(await at('productSubmitForReview')).toBe('PENDING');
    expect(await codesOf('productReject', { productId: id, reason: ' ' }, admin())).toEqual([
      ['REASON_INVALID', 'reason'],
    ]);
    expect(await at('productReject', { reason: 'A picture is missing.' }, admin())).toBe('REJECTED');
    expect(await change('productUpdate', { productId: id, title: 'Better mug' })).toMatchObject({
      product: { title: 'Better mug', rejectionReason: 'A picture is missing.' },
    });
    expect(await at('productSubmitForReview')).toBe('PENDING');
    expect(await at('productArchive')).toBe('ARCHIVED');
    for (const name of ['productArchive', 'productSubmitForReview'])
      expect(await codesOf(name, { productId: id })).toEqual([['STATUS_CHANGE_NOT_ALLOWED', 'productId']]);
    expect(await codesOf('productUpdate', { productId: id, title: 'x' })).toEqual([
      ['STATUS_CHANGE_NOT_ALLOWED', 'productId'],
    ]);
  });

  test('an administrator’s product is on the market at once', async () => {
    const { product } = await change('productCreate', { title: 'Own brand' }, admin());
    expect(product).toMatchObject({ status: 'ACTIVE' });
  });

  test('slugs come from titles, stay unique, and old ones keep working', async () => {
    const slugs = (await Promise.all(Array.from({ length: 5 }, () => create({ title: 'Crème brûlée torch!' })))).map(
      (product) => product.slug,
    );
    expect(slugs).toContain('creme-brulee-torch');
    expect(new Set(slugs).size).toBe(5);
    const product = await create({ title: 'Kettle', slug: 'kettle' }, owner);
    await change('productUpdate', { productId: product.id, slug: 'steel-kettle' });
    for (const slug of ['kettle', 'steel-kettle'])
      expect(await answer(catalog, 'query ($slug: String) { product(slug: $slug) { slug } }', { slug }, owner)).toEqual(
        {
          product: { slug: 'steel-kettle' },
        },
      );
    expect(await codesOf('productCreate', { vendorId: vendor.id, title: 'Kettle', slug: 'kettle' })).toEqual([
      ['SLUG_TAKEN', 'slug'],
    ]);
    expect(await change('productUpdate', { productId: product.id, slug: 'kettle' })).toMatchObject({
      product: { slug: 'kettle' },
    });
  });

  test('variants are kept, swapped, added and removed; a removed one takes its offers along', async () => {
    const options = [{ name: 'Size', values: ['S', 'L', 'XL'] }];
    const product = await create({ options, variants: [{ optionValues: ['S'] }, { optionValues: ['L'] }] });
    await change('productApprove', { productId: product.id }, admin());
    const [small, large] = product.variants;
    const offer = (variantId: string | undefined, sku: string) =>
      change('offerCreate', { vendorId: vendor.id, variantId, sku, prices: [{ currency: 'USD', amount: 100 }] });
    await offer(small?.id, 'SMALL');
    await offer(large?.id, 'LARGE');
    const { product: swapped } = await change('productUpdate', {
      productId: product.id,
      variants: [
        { variantId: small?.id, optionValues: ['L'] },
        { variantId: large?.id, optionValues: ['S'] },
      ],
    });
    expect(swapped?.variants).toEqual([
      { id: small?.id, title: 'L' },
      { id: large?.id, title: 'S' },
    ]);
    const { product: reduced } = await change('productUpdate', {
      productId: product.id,
      variants: [{ optionValues: ['XL'] }, { variantId: large?.id, optionValues: ['S'] }],
    });
    expect(reduced).toMatchObject({
      variants: [{ title: 'XL' }, { id: large?.id, title: 'S' }],
      offers: { nodes: [{ status: 'ARCHIVED' }, { status: 'ACTIVE' }] },
    });
    expect(
      await codesOf('productUpdate', { productId: product.id, options: [{ name: 'Size', values: ['M'] }] }),
    ).toEqual([['VARIANTS_INVALID', 'options']]);
  });

  test('media are replaced as a whole', async () => {
    const product = await create({ media: [{ url: 'https://img.example/1.jpg' }] });
    const variantId = product.variants[0]?.id;
    const media = [
      { url: 'https://img.example/2.jpg', variantId },
      { url: 'https://img.example/3.jpg', alt: 'Side' },
    ];
    expect(await change('productSetMedia', { productId: product.id, media })).toMatchObject({
      product: {
        media: [
          { url: 'https://img.example/2.jpg', variantId },
          { url: 'https://img.example/3.jpg', variantId: null },
        ],
      },
    });
    for (const url of ['http://img.example/x.jpg', 'javascript:alert(1)', 'nothing', ''])
      expect(await codesOf('productSetMedia', { productId: product.id, media: [{ url }] })).toEqual([
        ['MEDIA_INVALID', 'media.0'],
      ]);
  });

  test('bad input names its field and changes nothing', async () => {
    const category = newId('cat');
    const cases: [Record<string, unknown>, [string, string][]][] = [
      [{ title: '  ' }, [['TITLE_INVALID', 'title']]],
      [{ title: 'a\0b' }, [['TITLE_INVALID', 'title']]],
      [{ slug: 'Not a slug' }, [['SLUG_INVALID', 'slug']]],
      [{ tags: [''] }, [['TAGS_INVALID', 'tags']]],
      [{ attributes: [{ name: '', value: 'x' }] }, [['ATTRIBUTES_INVALID', 'attributes']]],
      [{ options: [{ name: 'Size', values: [] }] }, [['OPTIONS_INVALID', 'options']]],
      [{ variants: [] }, [['VARIANTS_INVALID', 'variants']]],
      [{ variants: [{ optionValues: ['S'] }] }, [['VARIANTS_INVALID', 'variants.0.optionValues']]],
      [{ variants: [{ optionValues: [] }, { optionValues: [] }] }, [['VARIANT_DUPLICATED', 'variants.1.optionValues']]],
      [{ variants: [{ variantId: newId('var'), optionValues: [] }] }, [['VARIANT_NOT_FOUND', 'variants.0.variantId']]],
      [{ categoryIds: [category] }, [['CATEGORY_NOT_FOUND', 'categoryIds.0']]],
      [{ categoryIds: ['garbage'] }, [['CATEGORY_NOT_FOUND', 'categoryIds.0']]],
      [
        { categoryIds: [category, category] },
        [
          ['CATEGORY_NOT_FOUND', 'categoryIds.0'],
          ['CATEGORY_NOT_FOUND', 'categoryIds.1'],
        ],
      ],
      [{ primaryCategoryId: category }, [['PRIMARY_CATEGORY_INVALID', 'primaryCategoryId']]],
      [
        { title: '', tags: [''] },
        [
          ['TITLE_INVALID', 'title'],
          ['TAGS_INVALID', 'tags'],
        ],
      ],
    ];
    const before = await catalog.sql('select count(*) from product');
    for (const [input, errors] of cases)
      expect(await codesOf('productCreate', { vendorId: vendor.id, title: 'Fine', ...input })).toEqual(errors);
    expect(await catalog.sql('select count(*) from product')).toEqual(before);
  });
});

describe('someone else’s things read as not found', () => {
  test('products, offers, stock and vendors', async () => {
    const { vendor: stranger, offerIds } = await importStock(catalog, 5);
    const foreign = await create({}, owner);
    for (const caller of [memberOf(rival.id), memberOf(vendor.id, 'FINANCE'), shopper()]) {
      for (const name of ['productUpdate', 'productArchive', 'productSubmitForReview'])
        expect(await codesOf(name, { productId: foreign.id }, caller)).toEqual([['PRODUCT_NOT_FOUND', 'productId']]);
      expect(await codesOf('productSetMedia', { productId: foreign.id, media: [] }, caller)).toEqual([
        ['PRODUCT_NOT_FOUND', 'productId'],
      ]);
      expect(await codesOf('productCreate', { vendorId: vendor.id, title: 'x' }, caller)).toEqual([
        ['VENDOR_NOT_FOUND', 'vendorId'],
      ]);
      expect(await codesOf('productCreate', { title: 'x' }, caller)).toEqual([['VENDOR_NOT_FOUND', 'vendorId']]);
      expect(await codesOf('warehouseCreate', { vendorId: vendor.id, name: 'x', country: 'DE' }, caller)).toEqual([
        ['VENDOR_NOT_FOUND', 'vendorId'],
      ]);
      const offerId = offerIds[0];
      const prices = [{ currency: 'USD', amount: 1 }];
      expect(await codesOf('offerUpdate', { offerId, sku: 'MINE' }, caller)).toEqual([['OFFER_NOT_FOUND', 'offerId']]);
      expect(await codesOf('offerSetPrices', { offerId, prices }, caller)).toEqual([['OFFER_NOT_FOUND', 'offerId']]);
      expect(await codesOf('offerArchive', { offerId }, caller)).toEqual([['OFFER_NOT_FOUND', 'offerId']]);
      const adjustment = {
        idempotencyKey: newId('evt'),
        offerId,
        warehouseId: stranger.warehouseId,
        change: 1,
        reason: 'RECEIVED',
      };
      expect(await codesOf('stockAdjust', adjustment, caller)).toEqual([['OFFER_NOT_FOUND', 'offerId']]);
    }
    expect(await change('offerUpdate', { offerId: offerIds[0], sku: 'OWN' }, memberOf(stranger.id))).toMatchObject({
      offer: { sku: 'OWN' },
    });
  });

  test('ids that are none, or of another kind', async () => {
    for (const id of ['garbage', newId('usr'), ''])
      expect(await codesOf('productArchive', { productId: id })).toEqual([['PRODUCT_NOT_FOUND', 'productId']]);
    expect(await codesOf('offerArchive', { offerId: newId('off') })).toEqual([['OFFER_NOT_FOUND', 'offerId']]);
  });

  test('without a token or the role it is a fault', async () => {
    const product = await create();
    const approve = 'mutation ($id: ID!) { productApprove(input: { productId: $id }) { userErrors { code } } }';
    expect(await catalog.ask(approve, { id: product.id }, null)).toMatchObject({
      data: { productApprove: null },
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(await catalog.ask(approve, { id: product.id }, owner)).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    const archive = 'mutation ($id: ID!) { productArchive(input: { productId: $id }) { userErrors { code } } }';
    expect(await catalog.ask(archive, { id: product.id }, null)).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
});

describe('offers', () => {
  test('any vendor offers a product on the market, at its own prices', async () => {
    const product = makeProduct({ vendorId: vendor.id });
    await catalog.import({ products: [product] });
    const variantId = product.variants[0]?.id;
    const prices = [
      { currency: 'USD', amount: 900, compareAtAmount: 1_000 },
      { currency: 'JPY', amount: 1_500 },
    ];
    const input = { vendorId: rival.id, variantId, sku: 'R-1', prices };
    const { offer } = await change('offerCreate', input, memberOf(rival.id));
    expect(offer).toMatchObject({
      sku: 'R-1',
      availability: { status: 'OUT_OF_STOCK', available: 0 },
      prices: [
        { price: { amount: 1_500, currency: 'JPY' }, compareAtPrice: null },
        { price: { amount: 900, currency: 'USD' }, compareAtPrice: { amount: 1_000 } },
      ],
    });
    expect(await codesOf('offerCreate', { ...input, sku: 'R-2' }, memberOf(rival.id))).toEqual([
      ['OFFER_EXISTS', 'variantId'],
    ]);
    const elsewhere = makeProduct();
    await catalog.import({ products: [elsewhere] });
    expect(
      await codesOf('offerCreate', { ...input, variantId: elsewhere.variants[0]?.id }, memberOf(rival.id)),
    ).toEqual([['SKU_TAKEN', 'sku']]);
    expect(
      await change(
        'offerSetPrices',
        { offerId: offer?.id, prices: [{ currency: 'EUR', amount: 1 }] },
        memberOf(rival.id),
      ),
    ).toMatchObject({
      offer: { version: 2, prices: [{ price: { amount: 1, currency: 'EUR' } }] },
    });
    expect(
      await answer(catalog, 'query ($id: ID) { product(id: $id) { price(currency: "USD") { min { amount } } } }', {
        id: product.id,
      }),
    ).toEqual({
      product: { price: null },
    });
    await change('offerArchive', { offerId: offer?.id }, memberOf(rival.id));
    expect(await codesOf('offerUpdate', { offerId: offer?.id }, memberOf(rival.id))).toEqual([
      ['OFFER_NOT_FOUND', 'offerId'],
    ]);
    expect(await change('offerCreate', input, memberOf(rival.id))).toMatchObject({ offer: { sku: 'R-1' } });
  });

  test('a product that is not on the market yet is offered by who listed it alone', async () => {
    const product = await create();
    const input = { variantId: product.variants[0]?.id, sku: newId('evt'), prices: [{ currency: 'USD', amount: 1 }] };
    expect(await codesOf('offerCreate', { ...input, vendorId: rival.id }, memberOf(rival.id))).toEqual([
      ['VARIANT_NOT_FOUND', 'variantId'],
    ]);
    expect(await change('offerCreate', { ...input, vendorId: vendor.id })).toMatchObject({
      offer: { availability: { status: 'UNAVAILABLE' } },
    });
  });

  test('a paused offer is not for sale and comes back', async () => {
    const product = makeProduct();
    const offer = makeOffer(vendor, product);
    await catalog.import({ products: [product], offers: [offer] });
    const price = () =>
      answer(
        catalog,
        'query ($id: ID) { product(id: $id) { price(currency: "USD") { min { amount } } offers { nodes { sku } } } }',
        { id: product.id },
      );
    await change('offerUpdate', { offerId: offer.id, isPaused: true });
    expect(await price()).toEqual({ product: { price: null, offers: { nodes: [] } } });
    await change('offerUpdate', { offerId: offer.id, isPaused: false, maxQuantity: 5 });
    expect(await price()).toEqual({
      product: { price: { min: { amount: 1_000 } }, offers: { nodes: [{ sku: offer.sku }] } },
    });
    // It is the given limit that does not go with the other one.
    expect(await codesOf('offerUpdate', { offerId: offer.id, minQuantity: 6 })).toEqual([
      ['QUANTITY_INVALID', 'minQuantity'],
    ]);
    expect(await change('offerUpdate', { offerId: offer.id, maxQuantity: null })).toMatchObject({
      offer: { maxQuantity: null },
    });
  });

  test('bad input names its field', async () => {
    const product = makeProduct();
    await catalog.import({ products: [product] });
    const price = { currency: 'USD', amount: 100 };
    const cases: [Record<string, unknown>, [string, string]][] = [
      [{ vendorId: 'garbage' }, ['VENDOR_NOT_FOUND', 'vendorId']],
      [{ variantId: newId('var') }, ['VARIANT_NOT_FOUND', 'variantId']],
      [{ sku: '' }, ['SKU_INVALID', 'sku']],
      [{ leadTimeDays: 400 }, ['LEAD_TIME_INVALID', 'leadTimeDays']],
      [{ minQuantity: 0 }, ['QUANTITY_INVALID', 'minQuantity']],
      [{ minQuantity: 3, maxQuantity: 2 }, ['QUANTITY_INVALID', 'maxQuantity']],
      [{ prices: [] }, ['PRICE_INVALID', 'prices']],
      [{ prices: [{ currency: 'XXX', amount: 1 }] }, ['CURRENCY_INVALID', 'prices.0.currency']],
      [{ prices: [price, price] }, ['CURRENCY_DUPLICATED', 'prices.1.currency']],
      [{ prices: [{ currency: 'USD', amount: -1 }] }, ['PRICE_INVALID', 'prices.0.amount']],
      [{ prices: [{ ...price, compareAtAmount: 100 }] }, ['COMPARE_AT_PRICE_INVALID', 'prices.0.compareAtAmount']],
    ];
    const fine = { vendorId: vendor.id, variantId: product.variants[0]?.id, sku: 'FINE', prices: [price] };
    for (const [input, error] of cases) expect(await codesOf('offerCreate', { ...fine, ...input })).toEqual([error]);
    expect(await codesOf('offerCreate', fine)).toEqual([]);
  });
});

describe('stock', () => {
  async function offerWith(onHand: number) {
    const product = makeProduct();
    const offer = makeOffer(vendor, product, { onHand });
    await catalog.import({ products: [product], offers: [offer] });
    return offer.id;
  }
  const adjust = (offerId: string, more: Record<string, unknown>, caller = owner) =>
    change(
      'stockAdjust',
      {
        idempotencyKey: newId('evt'),
        offerId,
        warehouseId: vendor.warehouseId,
        change: 1,
        reason: 'RECEIVED',
        ...more,
      },
      caller,
    );

  test('an adjustment is written into the ledger, once per key', async () => {
    const offerId = await offerWith(5);
    const idempotencyKey = newId('evt');
    const answers = await Promise.all(Array.from({ length: 10 }, () => adjust(offerId, { idempotencyKey, change: 3 })));
    for (const payload of answers)
      expect(payload).toMatchObject({ offer: { stock: [{ onHand: 8, available: 8 }] }, userErrors: [] });
    expect((await adjust(offerId, { idempotencyKey, change: 4 })).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] },
    ]);
    expect(await adjust(offerId, { idempotencyKey, change: 3 }, memberOf(vendor.id))).toMatchObject({
      offer: { stock: [{ onHand: 11 }] },
    });
  });

  test('reserved and sold units are never taken away', async () => {
    const offerId = await offerWith(5);
    await stockCommands(catalog).reserve(newId('rsv'), { [offerId]: 3 });
    expect((await adjust(offerId, { change: -3, reason: 'LOST' })).userErrors).toMatchObject([
      { code: 'STOCK_INSUFFICIENT', field: ['change'] },
    ]);
    expect(await adjust(offerId, { change: -2, reason: 'LOST' })).toMatchObject({
      offer: { stock: [{ onHand: 3, available: 0 }] },
    });
  });

  test('an offer never has more units than can be counted, in all warehouses together, however many add some', async () => {
    const most = 2_147_483_647;
    const offerId = await offerWith(most - 5);
    const document = `mutation ($input: WarehouseCreateInput!) { warehouseCreate(input: $input) { warehouse { id } } }`;
    const input = { vendorId: vendor.id, name: 'Brim', country: 'SE' };
    type Created = { warehouseCreate: { warehouse: { id: string } } };
    const second = (await answer<Created>(catalog, document, { input }, owner)).warehouseCreate.warehouse.id;
    const tooMany = [{ code: 'QUANTITY_INVALID', field: ['change'] }];
    expect((await adjust(offerId, { change: 6 })).userErrors).toMatchObject(tooMany);
    expect((await adjust(offerId, { change: 6, warehouseId: second })).userErrors).toMatchObject(tooMany);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => adjust(offerId, n % 2 ? {} : { warehouseId: second })),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(5);
    expect((await adjust(offerId, {})).userErrors).toMatchObject(tooMany);
    expect(await adjust(offerId, { change: -1, reason: 'LOST' })).toMatchObject({
      offer: { availability: { available: most - 1 } },
      userErrors: [],
    });
  });

  test('a new warehouse begins empty; a stranger’s is none', async () => {
    const offerId = await offerWith(5);
    const document = `mutation ($input: WarehouseCreateInput!) { warehouseCreate(input: $input) { warehouse { id country } userErrors { code } } }`;
    const input = { vendorId: vendor.id, name: 'North', country: 'se', priority: 5 };
    const { warehouseCreate } = await answer<{ warehouseCreate: { warehouse: { id: string; country: string } } }>(
      catalog,
      document,
      { input },
      owner,
    );
    expect(warehouseCreate.warehouse.country).toBe('SE');
    expect(await adjust(offerId, { warehouseId: warehouseCreate.warehouse.id, change: 2 })).toMatchObject({
      offer: { stock: [{ onHand: 5 }, { onHand: 2 }], availability: { available: 7 } },
    });
    expect(await codesOf('warehouseCreate', input)).toEqual([['NAME_TAKEN', 'name']]);
    expect(await codesOf('warehouseCreate', { ...input, name: 'x', country: 'XX' })).toEqual([
      ['COUNTRY_INVALID', 'country'],
    ]);
    for (const warehouseId of [rival.warehouseId, newId('whs'), 'garbage'])
      expect((await adjust(offerId, { warehouseId })).userErrors).toMatchObject([
        { code: 'WAREHOUSE_NOT_FOUND', field: ['warehouseId'] },
      ]);
  });

  test('bad input names its field', async () => {
    const offerId = await offerWith(1);
    for (const units of [0, 2_000_000_000])
      expect((await adjust(offerId, { change: units })).userErrors).toMatchObject([
        { code: 'QUANTITY_INVALID', field: ['change'] },
      ]);
    expect((await adjust(offerId, { idempotencyKey: '' })).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_INVALID' },
    ]);
    const product = makeProduct({ isDigital: true });
    const digital = makeOffer(vendor, product, { stock: 'untracked' });
    await catalog.import({ products: [product], offers: [digital] });
    expect((await adjust(digital.id, {})).userErrors).toMatchObject([
      { code: 'STOCK_NOT_TRACKED', field: ['offerId'] },
    ]);
  });
});

describe('the category tree', () => {
  async function category(input: Record<string, unknown>): Promise<{ id: string; path: string }> {
    const document = `mutation ($input: CategoryCreateInput!) { categoryCreate(input: $input) { category { id path } userErrors { code } } }`;
    const { categoryCreate } = await answer<{ categoryCreate: { category: { id: string; path: string } } }>(
      catalog,
      document,
      { input },
      admin(),
    );
    return categoryCreate.category;
  }

  test('moves with everything below it, never below itself, and products are found under the new place', async () => {
    const [a, b] = [await category({ name: 'Tree A' }), await category({ name: 'Tree B' })];
    const child = await category({ name: 'Child', parentId: a.id });
    const grandchild = await category({ name: 'Grandchild', parentId: child.id });
    expect(grandchild.path).toBe('tree-a/child/grandchild');
    const product = await create({ categoryIds: [grandchild.id] });
    await change('productApprove', { productId: product.id }, admin());
    expect(await codesOf('categoryMove', { categoryId: a.id, parentId: grandchild.id }, admin())).toEqual([
      ['CATEGORY_PARENT_INVALID', 'parentId'],
    ]);
    expect(await codesOf('categoryMove', { categoryId: a.id, parentId: a.id }, admin())).toEqual([
      ['CATEGORY_PARENT_INVALID', 'parentId'],
    ]);
    expect(await change('categoryMove', { categoryId: child.id, parentId: b.id }, admin())).toMatchObject({
      category: { path: 'tree-b/child', parent: { id: b.id } },
    });
    await catalog.index();
    const document = `query ($a: ID, $b: ID) { a: products(where: { categoryId: $a }) { nodes { id } } b: products(where: { categoryId: $b }) { nodes { id } }
      category(path: "tree-b/child/grandchild") { id } }`;
    expect(await answer(catalog, document, { a: a.id, b: b.id })).toEqual({
      a: { nodes: [] },
      b: { nodes: [{ id: product.id }] },
      category: { id: grandchild.id },
    });
  });

  test('siblings have different slugs, roots too', async () => {
    const root = await category({ name: 'Unique' });
    await category({ name: 'Twin', parentId: root.id });
    expect(await codesOf('categoryCreate', { name: 'Unique' }, admin())).toEqual([['SLUG_TAKEN', 'slug']]);
    expect(await codesOf('categoryCreate', { name: 'Twin', parentId: root.id }, admin())).toEqual([
      ['SLUG_TAKEN', 'slug'],
    ]);
    const twin = await category({ name: 'Twin' });
    expect(await codesOf('categoryMove', { categoryId: twin.id, parentId: root.id }, admin())).toEqual([
      ['SLUG_TAKEN', 'parentId'],
    ]);
  });

  test('may be eight levels deep', async () => {
    let parent = await category({ name: 'Level 1' });
    for (let level = 2; level <= 8; level++) parent = await category({ name: `Level ${level}`, parentId: parent.id });
    expect(await codesOf('categoryCreate', { name: 'Level 9', parentId: parent.id }, admin())).toEqual([
      ['CATEGORY_DEPTH_LIMIT_REACHED', 'parentId'],
    ]);
    const other = await category({ name: 'Other' });
    await category({ name: 'Below', parentId: other.id });
    expect(await codesOf('categoryMove', { categoryId: other.id, parentId: parent.id }, admin())).toEqual([
      ['CATEGORY_DEPTH_LIMIT_REACHED', 'parentId'],
    ]);
  });

  test('an inactive category is seen by those who edit the tree', async () => {
    const hidden = await category({ name: 'Hidden' });
    expect(await change('categoryUpdate', { categoryId: hidden.id, isActive: false }, admin())).toMatchObject({
      category: { isActive: false },
    });
    const document = 'query ($id: ID) { category(id: $id) { path } }';
    expect(await answer(catalog, document, { id: hidden.id })).toEqual({ category: null });
    expect(await answer(catalog, document, { id: hidden.id }, admin())).toEqual({ category: { path: 'hidden' } });
    expect(await codesOf('categoryUpdate', { categoryId: newId('cat') }, admin())).toEqual([
      ['CATEGORY_NOT_FOUND', 'categoryId'],
    ]);
    expect(await codesOf('categoryUpdate', { categoryId: hidden.id, name: '' }, admin())).toEqual([
      ['NAME_INVALID', 'name'],
    ]);
  });

  test('two moves that would make a circle: one wins', async () => {
    const [left, right] = [await category({ name: 'Left' }), await category({ name: 'Right' })];
    const errors = await Promise.all([
      codesOf('categoryMove', { categoryId: left.id, parentId: right.id }, admin()),
      codesOf('categoryMove', { categoryId: right.id, parentId: left.id }, admin()),
    ]);
    expect(errors.filter((codes) => codes.length === 0)).toHaveLength(1);
  });
});

test('two changes in one document: the second one’s answer shows both', async () => {
  const product = makeProduct({ vendorId: vendor.id });
  const offer = makeOffer(vendor, product);
  await catalog.import({ products: [product], offers: [offer] });
  const document = `mutation ($first: OfferUpdateInput!, $second: OfferSetPricesInput!) {
    first: offerUpdate(input: $first) { offer { product { offers { nodes { sku } } } } }
    second: offerSetPrices(input: $second) { offer { product { offers { nodes { sku prices { price { amount } } } } } } } }`;
  const variables = {
    first: { offerId: offer.id, sku: 'CHANGED' },
    second: { offerId: offer.id, prices: [{ currency: 'USD', amount: 77 }] },
  };
  expect(await answer(catalog, document, variables, owner)).toEqual({
    first: { offer: { product: { offers: { nodes: [{ sku: 'CHANGED' }] } } } },
    second: { offer: { product: { offers: { nodes: [{ sku: 'CHANGED', prices: [{ price: { amount: 77 } }] }] } } } },
  });
});
