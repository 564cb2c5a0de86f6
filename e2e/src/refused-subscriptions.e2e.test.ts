import { newId } from '@bazaar/ids/id';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRawSocket } from './support/raw-socket.ts';
import { checkoutInput, fillCart, guest, registerShopper, startCheckout, type Shopper } from './support/shopping.ts';
import { startHttpMarket, type AnyMarket } from './support/start-http-market.ts';
import { startMarket } from './support/start-market.ts';

const ORDER = 'subscription ($id: ID!, $token: String) { orderUpdated(id: $id, accessToken: $token) { id } }';
const MINE = 'subscription { myOrdersUpdated { id } }';
const VENDORS = 'subscription ($id: ID!) { vendorOrdersUpdated(vendorId: $id) { id } }';

describe.each([
  ['in one process', () => startMarket()],
  ['over HTTP', startHttpMarket],
])('a subscription that is refused, subgraphs %s', (_, start) => {
  let market: AnyMarket;
  let stranger: Shopper;
  /** The order of somebody who has an account, and that of a guest with the token that opens it. */
  let order: string;
  let guests: { readonly id: string; readonly token: string };
  let vendor: string;

  beforeAll(async () => {
    market = await start();
    vendor = market.vendors[0].id;
    const offer = await market.offer(market.vendors[0], { stock: 10, amount: 1_500 });
    const place = async (shopper: Shopper) => {
      const cart = await fillCart(shopper, [{ offer, quantity: 1 }]);
      const { order: placed, accessToken } = await startCheckout(shopper, checkoutInput(shopper, cart));
      return { id: placed?.id ?? '', token: accessToken ?? '' };
    };
    order = (await place(await registerShopper(market.url))).id;
    guests = await place(guest(market.url));
    stranger = await registerShopper(market.url);
  });
  afterAll(() => market?.stop());

  it.each<[string, string, () => object, 'stranger' | 'nobody', string]>([
    ['an order that is not there', ORDER, () => ({ id: newId('ord') }), 'stranger', 'NOT_FOUND'],
    ['an id that is none', ORDER, () => ({ id: 'ord_1' }), 'stranger', 'NOT_FOUND'],
    ['an order of somebody else', ORDER, () => ({ id: order }), 'stranger', 'NOT_FOUND'],
    ['a guest’s order without its token', ORDER, () => ({ id: guests.id }), 'stranger', 'NOT_FOUND'],
    ['a token that is none', ORDER, () => ({ id: guests.id, token: 'forged' }), 'nobody', 'NOT_FOUND'],
    ['a token of another order', ORDER, () => ({ id: order, token: guests.token }), 'nobody', 'NOT_FOUND'],
    ['an order, without identity and token', ORDER, () => ({ id: guests.id }), 'nobody', 'UNAUTHENTICATED'],
    ['one’s own orders, without identity', MINE, () => ({}), 'nobody', 'UNAUTHORIZED_FIELD_OR_TYPE'],
    ['the orders of a vendor one is no member of', VENDORS, () => ({ id: vendor }), 'stranger', 'FORBIDDEN'],
    ['the orders of a vendor that is not there', VENDORS, () => ({ id: newId('vnd') }), 'stranger', 'FORBIDDEN'],
    ['a vendor’s id that is none', VENDORS, () => ({ id: order }), 'stranger', 'NOT_FOUND'],
    [
      'the orders of a vendor, without identity',
      VENDORS,
      () => ({ id: vendor }),
      'nobody',
      'UNAUTHORIZED_FIELD_OR_TYPE',
    ],
  ])('for %s ends with the reason and nothing after it', async (_what, query, variables, who, code) => {
    const socket = await openRawSocket(market.url, who === 'stranger' ? stranger.token : null);
    socket.subscribe('refused', query, variables() as Record<string, unknown>);
    await socket.message('the refusal', ({ id }) => id === 'refused');
    // What came after it on the same socket would have come before this.
    socket.subscribe('after', '{ regions { code } }', {});
    await socket.message('the end of another operation', ({ id, type }) => id === 'after' && type === 'complete');
    expect(socket.messages.filter(({ id }) => id === 'refused')).toEqual([
      { id: 'refused', type: 'error', payload: [expect.objectContaining({ extensions: { code } })] },
    ]);
    socket.cut();
  });

  it('is told in the same words, whether an order is not there or not theirs', async () => {
    const socket = await openRawSocket(market.url, stranger.token);
    const payloads = [];
    for (const id of [newId('ord'), order, 'nonsense']) {
      socket.subscribe(id, ORDER, { id });
      payloads.push((await socket.message('the refusal', (message) => message.id === id)).payload);
    }
    expect(payloads[1]).toEqual(payloads[0]);
    expect(payloads[2]).toEqual(payloads[0]);
    socket.cut();
  });

  it('leaves the door open for the guest who brings the token', async () => {
    const socket = await openRawSocket(market.url, null);
    socket.subscribe('1', ORDER, guests);
    expect(await socket.message('the order', ({ id }) => id === '1')).toMatchObject({
      type: 'next',
      payload: { data: { orderUpdated: { id: guests.id } } },
    });
    socket.cut();
  });
});
