import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { startMarket, type Market } from './support/start-market.ts';

let market: Market;
beforeAll(async () => {
  market = await startMarket();
});
afterAll(() => market?.stop());

const CREATE_CART = 'mutation { cartCreate(input: { regionCode: "US" }) { cart { id } } }';
const SIGN_IN = 'mutation ($input: UserSignInInput!) { userSignIn(input: $input) { user { id } } }';
const REGISTER = 'mutation ($input: UserRegisterInput!) { userRegister(input: $input) { user { id } } }';

/** Asks as a proxy in front of the gateway does for a client at `address`. */
function askFrom(address: string, query: string, variables: Record<string, unknown> = {}) {
  return ask(market.url, query, variables, null, { 'x-forwarded-for': `10.9.9.9, ${address}` });
}

const codes = (answers: Awaited<ReturnType<typeof ask>>[]) =>
  answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions?.['code']));

it('guests at one client address are held to a number of carts, and nobody else is', async () => {
  const answers = await Promise.all(Array.from({ length: 125 }, () => askFrom('203.0.113.1', CREATE_CART)));
  expect(codes(answers)).toEqual(Array.from({ length: 5 }, () => 'RATE_LIMITED'));
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(codes([await askFrom('203.0.113.2', CREATE_CART)])).toEqual([]);
  // Claiming another address does not help whom the proxy knows.
  const claim = { 'x-forwarded-for': '198.51.100.1, 203.0.113.1' };
  expect(codes([await ask(market.url, CREATE_CART, {}, null, claim)])).toEqual(['RATE_LIMITED']);
});

it('a script that opens accounts from one IPv6 network is stopped', async () => {
  const register = (address: string) => {
    const names = { firstName: 'Sam', lastName: 'Shopper' };
    const input = { email: `${randomUUID()}@example.com`, password: 'correct horse battery', ...names };
    return askFrom(address, REGISTER, { input });
  };
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, index) => register(`2001:db8:1:2::${index.toString(16)}`)),
  );
  expect(codes(answers)).toEqual(Array.from({ length: 4 }, () => 'RATE_LIMITED'));
  expect(codes([await register('2001:db8:1:3::1')])).toEqual([]);
});

it('a stranger who guesses a password is stopped, and its owner signs in', async () => {
  const { email, password } = market.vendors[0].owner;
  const signIn = (address: string, given: string) => askFrom(address, SIGN_IN, { input: { email, password: given } });
  const guesses: Awaited<ReturnType<typeof ask>>[] = [];
  for (let tried = 0; tried < 12; tried++) guesses.push(await signIn('203.0.113.9', 'a wrong guess'));
  expect(codes(guesses)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
  const owner = await signIn('203.0.113.10', password);
  expect(owner.data).toEqual({ userSignIn: { user: { id: expect.stringMatching(/^usr_/) } } });
});
