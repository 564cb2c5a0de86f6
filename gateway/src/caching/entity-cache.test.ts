import { setTimeout as sleep } from 'node:timers/promises';
import { publishChanges } from '@bazaar/ephemeral/changes';
import { afterEach, expect, test } from 'vitest';
import { startCachingMarket, type CachingMarket } from './testing/caching-market.ts';

let market: CachingMarket | undefined;
afterEach(() => market?.stop());

const ENTITIES = { entities: true, publicRoles: ['CUSTOMER'] };
const NOTES = '{ products { nodes { id note } } }';
const STARS = '{ products { nodes { id stars } } }';
const ALL_STARS = { products: { nodes: ['a', 'b', 'c'].map((id) => ({ id, stars: 1 })) } };

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

test('what was kept of an entity stands in when its subgraph fails, until it is too old; what has changed does not', async () => {
  let nowMs = Date.now();
  const { ask, shop } = (market = await startCachingMarket({ caching: ENTITIES, now: () => nowMs }));
  await ask(STARS);
  shop.isAccountsDown = true;
  nowMs += 61_000;
  expect((await ask(STARS)).body).toEqual({ data: ALL_STARS });

  await publishChanges(shop.ephemeral.pubsub, ['Product:b']);
  const { body } = await ask(STARS);
  expect(body.data).toMatchObject({ products: { nodes: [{ stars: 1 }, { stars: null }, { stars: 1 }] } });
  expect(body.errors).toMatchObject([{ path: ['products', 'nodes', 1, 'stars'] }]);

  nowMs += 600_000;
  expect((await ask(STARS)).body.errors).toHaveLength(3);
});

test('root fields stand in, too', async () => {
  let nowMs = Date.now();
  const { ask, shop } = (market = await startCachingMarket({ caching: ENTITIES, now: () => nowMs }));
  const price = '{ product(id: "a") { id price } }';
  const { body } = await ask(price);
  shop.isDown = true;
  nowMs += 61_000;
  expect((await ask(price)).body).toEqual(body);
  nowMs += 600_000;
  expect((await ask(price)).body.errors).toHaveLength(1);
});

test('an answer in which something stands in is not kept, by nobody', async () => {
  let nowMs = Date.now();
  const { ask, get, shop } = (market = await startCachingMarket({ now: () => nowMs }));
  await ask(STARS);
  shop.isAccountsDown = true;
  nowMs += 61_000;
  // Another text than the one of which a whole answer is kept.
  const again = `query Again ${STARS}`;
  const answer = await get(again);
  expect(answer.headers.get('cache-control')).toBe('private, no-cache');
  expect(await answer.json()).toEqual({ data: ALL_STARS });
  shop.isAccountsDown = false;
  await ask(again);
  expect(shop.asked.stars).toBe(6);
});

test('a whole answer holds no longer than the oldest entity in it', async () => {
  let nowMs = Date.now();
  const { ask, get, shop } = (market = await startCachingMarket({ now: () => nowMs }));
  await ask('{ product(id: "a") { id stars } }');
  nowMs += 50_000;
  expect((await get(STARS)).headers.get('cache-control')).toBe('public, max-age=10');
  expect(shop.asked.stars).toBe(3);
  nowMs += 11_000;
  await ask(STARS);
  expect(shop.asked.stars).toBe(4);
});

test('different operations that miss the same at once cost one fetch', async () => {
  const { ask, shop } = (market = await startCachingMarket({ caching: ENTITIES }));
  shop.gate = sleep(50);
  let open = (): void => undefined;
  shop.starsGate = new Promise((resolve) => (open = resolve));
  const answers = Array.from({ length: 20 }, (_, index) => ask(`query Q${index} ${STARS}`));
  while (shop.asked.stars < 3) await sleep(1);
  const one = ask('{ product(id: "b") { stars } }');
  await sleep(50);
  open();
  for (const { body } of await Promise.all(answers)) expect(body).toEqual({ data: ALL_STARS });
  expect((await one).body).toEqual({ data: { product: { stars: 1 } } });
  expect(shop.asked).toMatchObject({ products: 1, stars: 3 });
});

test('when the one who asked first leaves or fails, one of the others asks again', async () => {
  const { ask, shop, gateway } = (market = await startCachingMarket({ caching: ENTITIES }));
  let open = (): void => undefined;
  shop.starsGate = new Promise((resolve) => (open = resolve));
  const leaving = new AbortController();
  const first = fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: STARS }),
    signal: leaving.signal,
  });
  while (shop.asked.stars < 3) await sleep(1);
  const others = Promise.all(Array.from({ length: 20 }, (_, index) => ask(`query Q${index} ${STARS}`)));
  await sleep(50);
  leaving.abort();
  await first.catch(() => undefined);
  while (shop.asked.stars < 6) await sleep(1);
  open();
  for (const { body } of await others) expect(body).toEqual({ data: ALL_STARS });
  expect(shop.asked.stars).toBe(6);
});

test('who asks after a change does not get what was asked for before it', async () => {
  const { ask, shop } = (market = await startCachingMarket({ caching: ENTITIES }));
  let open = (): void => undefined;
  shop.gate = new Promise((resolve) => (open = resolve));
  const price = '{ product(id: "a") { id price } }';
  const before = ask(price);
  while (shop.asked.product === 0) await sleep(1);
  shop.prices.set('a', 77);
  await publishChanges(shop.ephemeral.pubsub, ['Product:a']);
  const after = ask(price);
  await sleep(20);
  open();
  expect((await before).body.data).toMatchObject({ product: { price: 10 } });
  expect((await after).body.data).toMatchObject({ product: { price: 77 } });
});
