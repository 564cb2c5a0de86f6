import { expect, test } from 'vitest';
import { identifyingHeaders } from './identifying-headers.ts';

const OPENING = { authorization: 'Bearer opening', apiKey: 'key' };
const of = (params: Record<string, unknown> | undefined) => identifyingHeaders(params, OPENING);

test.each([
  [{ authorization: 'Bearer a' }],
  [{ Authorization: 'Bearer a' }],
  [{ AUTHORIZATION: 'a' }],
  [{ token: 'a' }],
  [{ token: 'a', authorization: '', Authorization: null }],
  [{ token: 'a', authorization: 'Bearer a' }],
])('a token by whatever name replaces what the socket was opened with: %j', (params) => {
  expect(of(params)).toEqual({ authorization: 'Bearer a' });
});

test.each([[{ 'x-api-key': 'b' }], [{ 'X-API-Key': 'b' }]])('so does a key: %j', (params) => {
  expect(of(params)).toEqual({ 'x-api-key': 'b' });
});

test.each([[undefined], [{}], [{ token: null, 'x-api-key': undefined }], [{ token: '' }], [{ locale: 'de' }]])(
  'without either the request that opened it tells: %j',
  (params) => {
    expect(of(params)).toEqual({ authorization: 'Bearer opening', 'x-api-key': 'key' });
  },
);

test('both are both, for others to refuse', () => {
  expect(of({ token: 'a', 'x-api-key': 'b' })).toEqual({ authorization: 'Bearer a', 'x-api-key': 'b' });
});

test.each([
  [{ authorization: 'Bearer a', token: 'other' }, 'authorization'],
  [{ authorization: { token: 'a' } }, 'authorization'],
  [{ 'x-api-key': 'b', 'X-Api-Key': 'other' }, 'x-api-key'],
  [{ 'x-api-key': 5 }, 'x-api-key'],
])('what differs, or is no text, is nobody’s: %j', (params, name) => {
  expect(of(params)).toEqual({ [name]: 'none' });
});
