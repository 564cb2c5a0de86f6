import { afterEach, expect, test } from 'vitest';
import { startCachingMarket, type CachingMarket } from './testing/caching-market.ts';

let market: CachingMarket | undefined;
afterEach(() => market?.stop());

const ENTITIES = { entities: true, publicRoles: ['CUSTOMER'] };
const NOTES = '{ products { nodes { id note } } }';

test('only what is missing is asked for', async () => {
  const { ask, shop, token } = (market = await startCachingMarket({ caching: ENTITIES }));
  const headers = { authorization: `Bearer ${await token()}` };
  const note = 'query ($id: ID!) { product(id: $id) { id note } }';
  const b = await ask(note, { id: 'b' }, headers);
  expect(shop.references).toEqual(['b']);
  const all = await ask(NOTES, {}, headers);
  expect(shop.references).toEqual(['b', 'a', 'c']);
  expect(all.body.data).toEqual({
    products: { nodes: ['a', 'b', 'c'].map((id) => ({ id, note: `${id} of canary-usr_1-ses_1` })) },
  });
  expect(b.body.data).toEqual({ product: { id: 'b', note: 'b of canary-usr_1-ses_1' } });
  await ask(NOTES, {}, headers);
  expect(shop.references).toHaveLength(3);
  await ask(NOTES, {}, { authorization: `Bearer ${await token({ sid: 'ses_2' })}` });
  expect(shop.references).toHaveLength(6);
});

test('a changed entity is asked for again, the others are not', async () => {
  const { ask, shop, token } = (market = await startCachingMarket({ caching: ENTITIES }));
  const headers = { authorization: `Bearer ${await token()}` };
  await ask(NOTES, {}, headers);
  await ask('mutation { setPrice(id: "c", price: 31) { id } }');
  shop.references.length = 0;
  await ask(NOTES, {}, headers);
  expect(shop.references).toEqual(['c']);
});

test('what answers a mutation is never what was kept', async () => {
  const { ask, shop, token } = (market = await startCachingMarket({ caching: ENTITIES }));
  const headers = { authorization: `Bearer ${await token()}` };
  await ask(NOTES, {}, headers);
  shop.references.length = 0;
  await ask('mutation { silently(id: "a", price: 1) { id note } }', {}, headers);
  expect(shop.references).toEqual(['a']);
});

test('a failure names the entities that failed, and leaves those that are kept', async () => {
  const { ask, shop, token } = (market = await startCachingMarket({ caching: ENTITIES, mode: 'http' }));
  const headers = { authorization: `Bearer ${await token()}` };
  await ask('{ product(id: "b") { id note } }', {}, headers);
  shop.isAccountsDown = true;
  const { body } = await ask(NOTES, {}, headers);
  expect(body.data).toEqual({
    products: {
      nodes: [
        { id: 'a', note: null },
        { id: 'b', note: 'b of canary-usr_1-ses_1' },
        { id: 'c', note: null },
      ],
    },
  });
  expect(body.errors?.map(({ path }) => path)).toEqual([
    ['products', 'nodes', 0, 'note'],
    ['products', 'nodes', 2, 'note'],
  ]);
});
