import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { readPartnerKey } from './partner-key.ts';

const KEY = `bzp_${'0123456789abcdef'.repeat(4)}`;
const known = { kind: 'key', hash: createHash('sha256').update(KEY).digest('hex') };

it.each([
  { authorization: `Bearer ${KEY}` },
  { authorization: `bearer  ${KEY} ` },
  { 'x-api-key': KEY },
  { 'x-api-key': KEY, authorization: `Bearer ${KEY}` },
])('%j is a key', (headers) => {
  expect(readPartnerKey(headers)).toEqual(known);
});

it.each([{}, { authorization: 'Bearer ey.to.ken' }, { authorization: 'Basic eDp5' }, { authorization: '' }])(
  '%j is none: others judge it',
  (headers) => {
    expect(readPartnerKey(headers)).toEqual({ kind: 'none' });
  },
);

it.each([
  { 'x-api-key': '' },
  { 'x-api-key': 'secret' },
  { 'x-api-key': `${KEY} ` },
  { 'x-api-key': KEY.toUpperCase() },
  { 'x-api-key': [KEY, KEY] },
  { authorization: 'Bearer bzp_' },
  { authorization: `Bearer ${KEY}0` },
  { 'x-api-key': KEY, authorization: `Bearer ${KEY.replace('0', '1')}` },
  { 'x-api-key': KEY, authorization: 'Bearer ey.to.ken' },
])('%j is malformed', (headers) => {
  expect(readPartnerKey(headers)).toEqual({ kind: 'malformed' });
});
