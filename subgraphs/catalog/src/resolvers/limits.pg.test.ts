import { idToUuid, newId } from '@bazaar/ids/id';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admin, answer, makeVendor, memberOf, startTestCatalog, type TestCatalog } from '../testing/test-catalog.ts';

let catalog: TestCatalog;
beforeAll(async () => {
  catalog = await startTestCatalog();
});
afterAll(() => catalog.stop());

const done = (outcomes: readonly { readonly userErrors: readonly unknown[] }[]) =>
  outcomes.filter(({ userErrors }) => userErrors.length === 0);

function openWarehouses(vendor: ReturnType<typeof makeVendor>, count: number): Promise<unknown> {
  return catalog.sql(
    `insert into warehouse (id, vendor_id, name, country) select gen_random_uuid(), $1, 'W' || n, 'DE' from generate_series(1, $2) n`,
    [idToUuid(vendor.id), count],
  );
}

test('a vendor has at most a hundred warehouses, however many are opened at once', async () => {
  const vendor = makeVendor();
  await catalog.import(vendor.given);
  await openWarehouses(vendor, 96);
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      catalog.mutate(
        'warehouseCreate',
        { vendorId: vendor.id, name: `New ${index}`, country: 'DE' },
        '',
        memberOf(vendor.id),
      ),
    ),
  );
  expect(done(outcomes)).toHaveLength(3);
  expect(outcomes.flatMap(({ userErrors }) => userErrors)).toEqual(
    Array.from({ length: 5 }, () => ({
      code: 'WAREHOUSE_LIMIT_REACHED',
      message: expect.any(String),
      field: ['vendorId'],
    })),
  );
  const document = `query ($id: ID!) { _entities(representations: [{ __typename: "Vendor", id: $id }]) {
    ... on Vendor { warehouses { id } } } }`;
  const { _entities: found } = await answer<{ _entities: { warehouses: unknown[] }[] }>(
    catalog,
    document,
    { id: vendor.id },
    memberOf(vendor.id),
  );
  expect(found[0]?.warehouses).toHaveLength(100);
  await expect(openWarehouses(vendor, 1), 'by whatever way').rejects.toThrow('100 warehouses');
  const other = makeVendor();
  await catalog.import(other.given);
});

test('at most two hundred categories stand below one, made there or moved there', async () => {
  const make = (name: string, parentId?: string) =>
    catalog.mutate<{ category: { id: string } | null }>(
      'categoryCreate',
      { name, ...(parentId && { parentId }) },
      'category { id }',
      admin(),
    );
  const parent = (await make('Parent')).category!.id;
  await catalog.sql(
    `insert into category (id, parent_id, path, slug, slug_path, name)
     select child.id, p.id, p.path || child.id, 'c' || n, p.slug_path || '/c' || n, 'C'
     from category p, lateral (select gen_random_uuid() as id, n from generate_series(1, 198) n) child where p.name = 'Parent'`,
  );
  const outcomes = await Promise.all(Array.from({ length: 4 }, (_, index) => make(`New ${index}`, parent)));
  expect(done(outcomes)).toHaveLength(2);
  const tooMany = [{ code: 'CATEGORY_LIMIT_REACHED', message: expect.any(String), field: ['parentId'] }];
  expect(outcomes.find(({ userErrors }) => userErrors.length > 0)?.userErrors).toEqual(tooMany);

  const elsewhere = (await make('Elsewhere')).category!.id;
  const move = (categoryId: string, parentId: string) =>
    catalog.mutate('categoryMove', { categoryId, parentId }, '', admin());
  expect((await move(elsewhere, parent)).userErrors).toEqual(tooMany);
  const one = outcomes.find(({ category }) => category)!.category!.id;
  expect((await move(one, elsewhere)).userErrors).toEqual([]);
  expect((await move(one, parent)).userErrors).toEqual([]);
  const { category } = await answer<{ category: { children: unknown[] } }>(
    catalog,
    'query ($id: ID) { category(id: $id) { children { id } } }',
    { id: parent },
  );
  expect(category.children).toHaveLength(200);
});

test('a vendor has at most a thousand products that are not on the market; archiving one makes room', async () => {
  const vendor = makeVendor();
  await catalog.import(vendor.given);
  await catalog.sql(
    `with listed as (
       insert into product (id, vendor_id, title, slug, status) select gen_random_uuid(), $1, 'T', 'bulk-' || n, 'DRAFT' from generate_series(1, 998) n
       returning id, slug
     )
     insert into product_slug (slug, product_id) select slug, id from listed`,
    [idToUuid(vendor.id)],
  );
  const owner = memberOf(vendor.id);
  const list = (caller = owner, vendorId: string | null = vendor.id) =>
    catalog.mutate<{ product: { id: string } | null }>(
      'productCreate',
      // All want the same slug: the way around that is held to the limit as well.
      { title: 'Same title', ...(vendorId && { vendorId }) },
      'product { id }',
      caller,
    );
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => list()));
  expect(done(outcomes)).toHaveLength(2);
  expect(outcomes.flatMap(({ userErrors }) => userErrors)).toEqual(
    Array.from({ length: 4 }, () => ({
      code: 'PRODUCT_LIMIT_REACHED',
      message: expect.any(String),
      field: ['vendorId'],
    })),
  );
  // What an administrator lists is on the market at once, and other vendors have their own count.
  expect((await list(admin())).userErrors).toEqual([]);
  const other = newId('vnd');
  expect((await list(memberOf(other), other)).userErrors).toEqual([]);
  const productId = outcomes.find(({ product }) => product)!.product!.id;
  expect((await catalog.mutate('productArchive', { productId }, '', owner)).userErrors).toEqual([]);
  expect((await list()).userErrors).toEqual([]);
});
