import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import type { TestOffer } from './support/goods.ts';
import { startMarket, type Market } from './support/start-market.ts';

let market: Market;
beforeAll(async () => {
  market = await startMarket();
});
afterAll(() => market?.stop());

/** As anybody. */
async function look(query: string, variables: Readonly<Record<string, unknown>>): Promise<string> {
  const { text, errors } = await ask(market.url, query, variables);
  expect(errors).toEqual([]);
  return text;
}

const PAGE = `query ($slug: String!) {
  product(slug: $slug) {
    id price(currency: "USD") { min { amount } } bestOffer(currency: "USD") { availability { status available } }
    offers(currency: "USD") { nodes { id price(currency: "USD") { amount } vendor { id name } } }
  }
}`;
const SEARCH = `query ($words: String!) {
  products(query: $words, where: { currency: "USD" }) { nodes { id price(currency: "USD") { min { amount } } } }
}`;
const SET_PRICES = `mutation ($offerId: ID!, $amount: MinorUnits!) {
  offerSetPrices(input: { offerId: $offerId, prices: [{ currency: "USD", amount: $amount }] }) { userErrors { code } }
}`;

/** As the owner of the offer's vendor. */
async function act(offer: TestOffer, query: string, variables: Readonly<Record<string, unknown>>): Promise<void> {
  const { text } = await ask(market.url, query, variables, await tokenOf(offer.vendor.owner));
  expect(text).toContain('"userErrors":[]');
}

const tokens = new Map<string, string>();

async function tokenOf({ email, password }: Pick<TestOffer['vendor']['owner'], 'email' | 'password'>): Promise<string> {
  const known = tokens.get(email);
  if (known !== undefined) return known;
  const signIn = 'mutation ($input: UserSignInInput!) { userSignIn(input: $input) { tokens { accessToken } } }';
  const { text } = await ask(market.url, signIn, { input: { email, password } });
  const [, token = ''] = /"accessToken":"([^"]+)"/.exec(text) ?? [];
  tokens.set(email, token);
  return token;
}

it('a price is in the product page and in the search as soon as its mutation is answered', async () => {
  const [vendor] = market.vendors;
  if (!vendor) throw new Error('There are two.');
  const offer = await market.offer(vendor, { stock: 5, amount: 1_000 });
  for (let amount = 1_001; amount < 1_011; amount++) {
    await act(offer, SET_PRICES, { offerId: offer.id, amount });
    for (let times = 0; times < 2; times++) {
      const [page, found] = await Promise.all([look(PAGE, { slug: offer.slug }), look(SEARCH, { words: offer.title })]);
      expect(page).toContain(`"price":{"min":{"amount":${amount}}}`);
      expect(page).toContain(`"price":{"amount":${amount}}`);
      expect(found).toContain(`"price":{"min":{"amount":${amount}}}`);
    }
  }
});

it('a page that was asked for before is answered with the same bytes, and asks no subgraph', async () => {
  const [vendor] = market.vendors;
  if (!vendor) throw new Error('There are two.');
  const offer = await market.offer(vendor, { stock: 5, amount: 700 });
  const search = new URLSearchParams({ query: PAGE, variables: JSON.stringify({ slug: offer.slug }) });
  const get = (tag = '') =>
    fetch(`${market.url}/graphql?${search.toString()}`, {
      headers: { 'apollo-require-preflight': 'true', ...(tag && { 'if-none-match': tag }) },
    });
  const first = await get();
  expect(first.headers.get('cache-control')).toBe('public, no-cache');
  const again = await get(first.headers.get('etag') ?? '');
  expect(again.status).toBe(304);
});

it('what is taken off the market, and put back, is so at once for offers that were asked for alone', async () => {
  const [vendor] = market.vendors;
  if (!vendor) throw new Error('There are two.');
  const offer = await market.offer(vendor, { stock: 5, amount: 900 });
  const alone = (): Promise<string> =>
    look('query ($id: ID!) { offer(id: $id) { id isPurchasable } }', { id: offer.id });
  const page = await look('query ($slug: String!) { product(slug: $slug) { id } }', { slug: offer.slug });
  const [, productId = ''] = /"id":"([^"]+)"/.exec(page) ?? [];
  const admin = await tokenOf(market.admin);
  const change = async (how: string): Promise<void> => {
    const mutation = `mutation ($id: ID!) { ${how} { userErrors { code } } }`;
    expect((await ask(market.url, mutation, { id: productId }, admin)).text).toContain('"userErrors":[]');
  };
  expect(await alone()).toContain('"isPurchasable":true');
  await change('productReject(input: { productId: $id, reason: "Recalled." })');
  expect(await alone()).not.toContain('"isPurchasable":true');
  await change('productApprove(input: { productId: $id })');
  expect(await alone()).toContain('"isPurchasable":true');
});

it('stock that changed, and a vendor, are seen at once', async () => {
  const [vendor] = market.vendors;
  if (!vendor) throw new Error('There are two.');
  const offer = await market.offer(vendor, { stock: 5, amount: 800 });
  const before = await look(PAGE, { slug: offer.slug });
  expect(before).toContain('"available":5');
  await act(
    offer,
    `mutation ($offerId: ID!, $warehouseId: ID!) {
      stockAdjust(input: { idempotencyKey: "k1", offerId: $offerId, warehouseId: $warehouseId, change: -3, reason: LOST }) { userErrors { code } }
    }`,
    { offerId: offer.id, warehouseId: vendor.warehouseId },
  );
  expect(await look(PAGE, { slug: offer.slug })).toContain('"available":2');
  await act(
    offer,
    'mutation ($vendorId: ID!) { vendorUpdateProfile(input: { vendorId: $vendorId, name: "Another name" }) { userErrors { code } } }',
    { vendorId: vendor.id },
  );
  expect(await look(PAGE, { slug: offer.slug })).toContain('"name":"Another name"');
});
