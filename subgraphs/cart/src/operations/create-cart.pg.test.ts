import { signToken } from '@bazaar/identity/signed-token';
import { newId } from '@bazaar/ids/id';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CART_ID_SECRET, problemsOf, shopper, startTestCart, type TestCart } from '../testing/test-cart.ts';

let cart: TestCart;
beforeAll(async () => void (cart = await startTestCart()));
afterAll(() => cart.stop());

const HOUR_MS = 3_600_000;

test('a guest’s cart opens by its signed id, whoever holds it', async () => {
  const created = await cart.filled({});
  expect(created.id).toMatch(/^crt_[0-9a-z]{26}\.[\w-]{43}$/);
  expect(created).toMatchObject({ version: 1, lines: [], region: { code: 'US' }, total: { amount: 0 } });
  expect(await cart.read(created.id)).toEqual(created);
  expect(await cart.read(created.id, shopper())).toEqual(created);
});

test('a guest gets a new cart every time', async () => {
  const [one, other] = await Promise.all([cart.filled({}), cart.filled({})]);
  expect(one.id).not.toBe(other.id);
});

test('a user’s cart opens by its plain id to its user alone', async () => {
  const user = shopper();
  const created = await cart.filled({ caller: user });
  expect(created.id).toMatch(/^crt_[0-9a-z]{26}$/);
  expect(await cart.read(created.id, user)).toEqual(created);
  expect(await cart.read(created.id, shopper())).toBeNull();
  expect(await cart.read(created.id)).toBeNull();
});

test('a user has one cart per region and gets the one that exists, with what is in it', async () => {
  const user = shopper();
  const filled = await cart.filled({ caller: user }, [cart.catalog.put(), 2]);
  expect(await cart.filled({ caller: user })).toEqual(filled);
  const european = await cart.filled({ caller: user, regionCode: 'EU' });
  expect(european.id).not.toBe(filled.id);
  expect(european.lines).toEqual([]);
});

test('ten at once make one cart', async () => {
  const user = shopper();
  const carts = await Promise.all(Array.from({ length: 10 }, () => cart.filled({ caller: user })));
  expect(new Set(carts.map(({ id }) => id)).size).toBe(1);
});

test('a user’s cart that has expired makes room for a new one before any sweep', async () => {
  const user = shopper();
  const expired = await cart.filled({ caller: user }, [cart.catalog.put(), 1]);
  cart.passTime(31 * 24 * HOUR_MS);
  const created = await cart.filled({ caller: user });
  expect(created.id).not.toBe(expired.id);
  expect(created.lines).toEqual([]);
  expect(await cart.read(expired.id, user)).toBeNull();
});

test.each(['XX', '', 'us', 'US\u0000', 'US ', '\ud800', 'U'.repeat(10_000), "US'--"])(
  'there is no region %j',
  async (regionCode) => {
    const payload = await cart.attempt('cartCreate', { regionCode });
    expect(payload.cart).toBeNull();
    expect(problemsOf(payload)).toEqual([['REGION_NOT_FOUND', 'regionCode']]);
  },
);

test('regions are public', async () => {
  const { data } = await cart.ask('{ regions { code name currency countries taxInclusive } }');
  expect(data?.['regions']).toEqual([
    { code: 'EU', name: 'Europe', currency: 'EUR', countries: ['DE', 'FR'], taxInclusive: true },
    { code: 'US', name: 'United States', currency: 'USD', countries: ['US'], taxInclusive: false },
  ]);
});

test('ids that are none, of nobody, forged, cut or of another kind read as not found', async () => {
  const user = shopper();
  const guests = await cart.filled({});
  const others = await cart.filled({});
  const [id = '', signature = ''] = guests.id.split('.');
  const [otherId = '', otherSignature = ''] = others.id.split('.');
  const bad = [
    '',
    'nonsense',
    newId('crt'),
    newId('off'),
    id,
    `${id}.`,
    `${id}.${signature.slice(0, -1)}`,
    `${id}.${signature}=`,
    `${id}.${otherSignature}`,
    `${otherId}.${signature}`,
    `${id}.${'A'.repeat(43)}`,
    signToken(CART_ID_SECRET, 'guest-order', id),
    signToken(CART_ID_SECRET, 'guest-cart', newId('crt')),
    signToken(CART_ID_SECRET, 'guest-cart', newId('off')),
    signToken('another-secret-of-at-least-32-characters', 'guest-cart', id),
    `${id}.${signature}.${signature}`,
    `${guests.id}\u0000`,
    `\u0000${guests.id}`,
    guests.id.toUpperCase(),
    ` ${guests.id}`,
    `crt_${'8'.repeat(26)}`,
    '\ud800\udfff.\ud800',
    'x'.repeat(100_000),
  ];
  for (const caller of [null, user])
    for (const cartId of bad) {
      expect(await cart.read(cartId, caller)).toBeNull();
      for (const [name, input] of [
        ['cartAddLines', { lines: [] }],
        ['cartUpdateLines', { lines: [] }],
        ['cartRemoveLines', { cartLineIds: [] }],
        ['cartSelectShipping', { vendorId: newId('vnd'), shippingMethodCode: 'STANDARD' }],
      ] as const)
        expect(problemsOf(await cart.attempt(name, { cartId, ...input }, caller))).toEqual([
          ['CART_NOT_FOUND', 'cartId'],
        ]);
    }
});

test('User.cart is the cart touched last, for the viewer alone and in one question', async () => {
  const user = shopper();
  const nobody = shopper();
  await cart.filled({ caller: user }, [cart.catalog.put(), 1]);
  cart.passTime(1_000);
  const latest = await cart.filled({ caller: user, regionCode: 'EU' }, [cart.catalog.put(), 2]);
  const document = `query ($users: [_Any!]!) { _entities(representations: $users) { ... on User { cart { id } } } }`;
  const cartsAs = async (caller: typeof user | null) => {
    const ids = [user.sub, nobody.sub, 'usr_nonsense'];
    const users = ids.map((id) => ({ __typename: 'User', id }));
    return (await cart.ask(document, { users }, caller)).data?.['_entities'];
  };
  expect(await cartsAs(user)).toEqual([{ cart: { id: latest.id } }, { cart: null }, { cart: null }]);
  expect(await cartsAs(nobody)).toEqual([{ cart: null }, { cart: null }, { cart: null }]);
  expect(await cartsAs(null)).toEqual([{ cart: null }, { cart: null }, { cart: null }]);
});

test('a cart is an entity, found by the id that clients know', async () => {
  const user = shopper();
  const own = await cart.filled({ caller: user });
  const guests = await cart.filled({});
  const document = `query ($carts: [_Any!]!) { _entities(representations: $carts) { ... on Cart { id version } } }`;
  const carts = [own.id, guests.id, newId('crt')].map((id) => ({ __typename: 'Cart', id }));
  expect((await cart.ask(document, { carts }, user)).data?.['_entities']).toEqual([
    { id: own.id, version: 1 },
    { id: guests.id, version: 1 },
    null,
  ]);
  expect((await cart.ask(document, { carts })).data?.['_entities']).toEqual([
    null,
    { id: guests.id, version: 1 },
    null,
  ]);
});

const CREATE = 'mutation ($input: CartCreateInput!) { cartCreate(input: $input) { cart { id } userErrors { code } } }';

test('guests at one address create 120 carts an hour; guests elsewhere, users and typing errors are not held to that', async () => {
  const create = (address: string | undefined, regionCode = 'US', caller: ReturnType<typeof shopper> | null = null) =>
    cart.ask(CREATE, { input: { regionCode } }, caller, address);
  const address = '203.0.113.1';
  expect((await create(address, 'XX')).errors).toBeUndefined();
  const answers = await Promise.all(Array.from({ length: 130 }, () => create(address)));
  const refused = answers.flatMap(({ errors = [] }) => errors);
  expect(refused.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual(
    Array.from({ length: 10 }, () => [['cartCreate'], 'RATE_LIMITED']),
  );
  for (const other of [create('203.0.113.2'), create(undefined), create(address, 'US', shopper())])
    expect((await other).errors).toBeUndefined();
});
