import { ANONYMOUS, viewerFromCaller } from '@bazaar/identity/viewer';
import { newId } from '@bazaar/ids/id';
import { readConfig } from '@bazaar/runtime/config';
import { expect, test } from 'vitest';
import { parseCartId, publicCartId } from './cart-id.ts';
import { cartVariables } from '../config.ts';

const OLD = 'the-old-secret-of-at-least-32-characters';
const NEW = 'the-new-secret-of-at-least-32-characters';
const secretsOf = (CART_ID_SECRET: string) => readConfig(cartVariables, { CART_ID_SECRET }).CART_ID_SECRET;

test('a guest’s id signed with an older secret opens the cart until that secret goes', () => {
  const cart = { id: newId('crt'), buyerId: null };
  const old = publicCartId(secretsOf(OLD), cart);
  expect(parseCartId(secretsOf(`${NEW}, ${OLD}`), ANONYMOUS, old)).toEqual({ kind: 'guest', id: cart.id });
  expect(parseCartId(secretsOf(NEW), ANONYMOUS, old)).toBeNull();
  expect(publicCartId(secretsOf(`${NEW}, ${OLD}`), cart)).toBe(publicCartId(secretsOf(NEW), cart));
});

test('a user’s id is plain, and opens nothing without the user', () => {
  const caller = { sub: newId('usr'), sid: newId('ses'), roles: [], vendors: [] };
  const cart = { id: newId('crt'), buyerId: caller.sub };
  const id = publicCartId(secretsOf(NEW), cart);
  expect(id).toBe(cart.id);
  expect(parseCartId(secretsOf(NEW), viewerFromCaller(caller), id)).toEqual({
    kind: 'owner',
    id: cart.id,
    userId: caller.sub,
  });
  expect(parseCartId(secretsOf(NEW), ANONYMOUS, id)).toBeNull();
});

test.each(['', 'short', `${NEW},short`, `${NEW},`])('the secret %j stops the start', (secret) => {
  expect(() => secretsOf(secret)).toThrow('CART_ID_SECRET: ');
});
