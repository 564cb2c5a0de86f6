import { setTimeout as sleep } from 'node:timers/promises';
import { publishChanges } from '@bazaar/ephemeral/changes';
import { afterEach, expect, test } from 'vitest';
import { startCachingMarket, type CachingMarket } from './testing/caching-market.ts';

let market: CachingMarket | undefined;
afterEach(async () => {
  await market?.stop();
  market = undefined;
});

const PRICE = 'query ($id: ID!) { product(id: $id) { id title price } }';
const LIST = '{ products(atMost: 25) { nodes { id price } total } }';

async function start(...given: Parameters<typeof startCachingMarket>): Promise<CachingMarket> {
  return (market = await startCachingMarket(...given));
}

test('the second of two equal questions is answered without asking anyone', async () => {
  const { ask, shop } = await start();
  const first = await ask(PRICE, { id: 'a' });
  const second = await ask(PRICE, { id: 'a' });
  expect(second.text).toBe(first.text);
  expect(first.body.data).toEqual({ product: { id: 'a', title: 'Product a', price: 10 } });
  expect(shop.asked.product).toBe(1);
});

test('other variables are another question, and variables that the operation does not have are none', async () => {
  const { ask, shop } = await start();
  await ask(PRICE, { id: 'a' });
  expect((await ask(PRICE, { id: 'b' })).body.data).toMatchObject({ product: { price: 20 } });
  await ask(PRICE, { id: 'a', bust: 17 });
  expect(shop.asked.product).toBe(2);
});

test('nothing is kept where the schema has no hint, and nothing of a gateway that does not ask for it', async () => {
  const { ask, shop } = await start();
  const fickle = '{ product(id: "a") { id fickle { at } } }';
  await ask(fickle);
  await ask(fickle);
  expect(shop.asked.product).toBe(2);
  await market?.stop();

  const off = await start({ caching: {} });
  await off.ask(PRICE, { id: 'a' });
  await off.ask(PRICE, { id: 'a' });
  expect(off.shop.asked.product).toBe(2);
});

test('a changed price is in the answer after the mutation, of the product and of every list', async () => {
  const { ask } = await start();
  await Promise.all([ask(PRICE, { id: 'a' }), ask(LIST)]);
  for (let price = 11; price < 40; price++) {
    await ask('mutation ($price: Int!) { setPrice(id: "a", price: $price) { id } }', { price });
    const [page, list] = await Promise.all([ask(PRICE, { id: 'a' }), ask(LIST)]);
    expect(page.body.data).toMatchObject({ product: { price } });
    expect(list.body.data).toMatchObject({ products: { total: price <= 25 ? 2 : 1 } });
  }
});

test('a change of one product leaves the pages of the others', async () => {
  const { ask, shop } = await start();
  await Promise.all(['a', 'b'].map((id) => ask(PRICE, { id })));
  await ask('mutation { setPrice(id: "a", price: 11) { id } }');
  await Promise.all(['a', 'b'].map((id) => ask(PRICE, { id })));
  expect(shop.asked.product).toBe(3);
});

test('a product that was not there is there as soon as it was told of', async () => {
  const { ask } = await start();
  expect((await ask(PRICE, { id: 'new' })).body.data).toEqual({ product: null });
  await ask('mutation { setPrice(id: "new", price: 5) { id } }');
  expect((await ask(PRICE, { id: 'new' })).body.data).toMatchObject({ product: { price: 5 } });
});

test('without its id in the answer, any product that changes counts', async () => {
  const { ask } = await start();
  const nameless = '{ product(id: "a") { price } }';
  await ask(nameless);
  await ask('mutation { setPrice(id: "a", price: 99) { id } }');
  expect((await ask(nameless)).body.data).toEqual({ product: { price: 99 } });
});

test('an answer that was on its way during a change is not kept, and not given to who asks after it', async () => {
  const { ask, shop } = await start();
  let open = (): void => undefined;
  shop.gate = new Promise((resolve) => (open = resolve));
  const before = ask(PRICE, { id: 'a' });
  while (shop.asked.product === 0) await sleep(1);
  shop.prices.set('a', 77);
  await publishChanges(shop.ephemeral.pubsub, ['Product:a']);
  const after = ask(PRICE, { id: 'a' });
  await sleep(20);
  open();
  expect((await before).body.data).toMatchObject({ product: { price: 10 } });
  expect((await after).body.data).toMatchObject({ product: { price: 77 } });
  expect((await ask(PRICE, { id: 'a' })).body.data).toMatchObject({ product: { price: 77 } });
});

test('behind HTTP, too: nobody joins a call that began before the change', async () => {
  const { ask, shop } = await start({ mode: 'http' });
  let open = (): void => undefined;
  shop.gate = new Promise((resolve) => (open = resolve));
  const before = ask(PRICE, { id: 'a' });
  while (shop.asked.product === 0) await sleep(1);
  shop.prices.set('a', 77);
  await publishChanges(shop.ephemeral.pubsub, ['Product:a']);
  const after = ask(PRICE, { id: 'a' });
  await sleep(50);
  open();
  await before;
  expect((await after).body.data).toMatchObject({ product: { price: 77 } });
  expect((await ask(PRICE, { id: 'a' })).body.data).toMatchObject({ product: { price: 77 } });
});

test('two hundred who ask at once cost one execution', async () => {
  const { ask, shop } = await start();
  shop.gate = sleep(50);
  const answers = await Promise.all(Array.from({ length: 200 }, () => ask(PRICE, { id: 'a' })));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(shop.asked.product).toBe(1);
});

test('when the one who asked first leaves, the others get their answer', async () => {
  const { ask, shop, gateway } = await start();
  let open = (): void => undefined;
  shop.gate = new Promise((resolve) => (open = resolve));
  const leaving = new AbortController();
  const first = fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: PRICE, variables: { id: 'a' } }),
    signal: leaving.signal,
  });
  while (shop.asked.product === 0) await sleep(1);
  const others = Promise.all(Array.from({ length: 20 }, () => ask(PRICE, { id: 'a' })));
  await sleep(20);
  leaving.abort();
  await first.catch(() => undefined);
  await sleep(20);
  open();
  for (const { body } of await others) expect(body.data).toMatchObject({ product: { price: 10 } });
});

test('an answer with errors is not kept', async () => {
  const { ask, shop } = await start();
  shop.isDown = true;
  expect((await ask('{ product(id: "a") { id stars } }')).body.errors).toBeDefined();
  shop.isDown = false;
  expect((await ask('{ product(id: "a") { id stars } }')).body.data).toEqual({ product: { id: 'a', stars: 1 } });
});

test('private answers are kept for their session alone, and public ones of who may see more, too', async () => {
  const { ask, shop, token } = await start();
  const mine = '{ me { id secret } }';
  const [one, other] = [await token({ sub: 'usr_1', sid: 'ses_1' }), await token({ sub: 'usr_2', sid: 'ses_2' })];
  const as = (bearer: string) => ({ authorization: `Bearer ${bearer}` });
  const secrets = [];
  for (const bearer of [one, other, one, other]) secrets.push((await ask(mine, {}, as(bearer))).body.data);
  expect(secrets[0]).toEqual({ me: { id: 'usr_1', secret: 'canary-usr_1-ses_1' } });
  expect(secrets[1]).toEqual({ me: { id: 'usr_2', secret: 'canary-usr_2-ses_2' } });
  expect(secrets.slice(2)).toEqual(secrets.slice(0, 2));
  expect(shop.asked.me).toBe(2);
  await ask(mine);
  await ask(mine);
  expect(shop.asked.me).toBe(4);

  await ask(PRICE, { id: 'a' });
  await ask(PRICE, { id: 'a' }, as(one));
  expect(shop.asked.product).toBe(1);
  await ask(PRICE, { id: 'a' }, as(await token({ roles: ['VENDOR'], vendors: [{ id: 'vnd_1', role: 'OWNER' }] })));
  expect(shop.asked.product).toBe(2);
});

test('an answer stands in for one that cannot be had, until it is too old; one that has changed does not', async () => {
  let nowMs = Date.now();
  const { ask, shop } = await start({ now: () => nowMs });
  await ask(PRICE, { id: 'a' });
  await ask(PRICE, { id: 'b' });
  shop.isDown = true;
  nowMs += 61_000;
  expect((await ask(PRICE, { id: 'a' })).body).toEqual({
    data: { product: { id: 'a', title: 'Product a', price: 10 } },
  });
  await publishChanges(shop.ephemeral.pubsub, ['Product:b']);
  expect((await ask(PRICE, { id: 'b' })).body.errors).toBeDefined();
  nowMs += 600_000;
  expect((await ask(PRICE, { id: 'a' })).body.errors).toBeDefined();
});

test('clients and proxies are told how long an answer holds, and a matching tag costs no execution', async () => {
  const { get, shop, token } = await start();
  const first = await get(PRICE, { id: 'a' });
  expect(first.headers.get('cache-control')).toMatch(/^public, max-age=(59|60)$/);
  expect(first.headers.get('vary')).toBe('Origin, accept, authorization, x-api-key');
  const etag = first.headers.get('etag') ?? '';
  const again = await get(PRICE, { id: 'a' }, { 'if-none-match': etag });
  expect([again.status, again.headers.get('etag')]).toEqual([304, etag]);
  expect(shop.asked.product).toBe(1);

  const bearer = { authorization: `Bearer ${await token()}` };
  expect((await get(PRICE, { id: 'a' }, bearer)).headers.get('cache-control')).toMatch(/^private, max-age=/);
  expect((await get('{ me { id } }', {}, bearer)).headers.get('cache-control')).toMatch(/^private, max-age=/);
  expect((await get('{ me { id } }')).headers.get('cache-control')).toBe('private, no-cache');
  expect((await get('{ unhinted { fickle { at } } }')).headers.get('cache-control')).toBe('private, no-cache');
  shop.isDown = true;
  expect((await get(PRICE, { id: 'none' })).headers.get('cache-control')).toBe('no-store');
});
