import { Fault } from '@bazaar/runtime/faults';
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createIdentifyPartner } from './identify-partner.ts';
import type { Partner } from './partner.ts';

const KEY = `bzp_${'0'.repeat(64)}`;
const PARTNER: Partner = {
  id: 'ptn_1',
  keyId: 'pky_1',
  handle: 'one',
  contract: 'partner',
  scopes: [],
  requestsPerMinute: 60,
  caller: { sub: 'ptn_1', sid: 'pky_1', roles: ['PARTNER'], vendors: [], scopes: [] },
};

const identify = createIdentifyPartner({
  identify: (keyHash) => Promise.resolve(keyHash === createHash('sha256').update(KEY).digest('hex') ? PARTNER : null),
});

it('a good key is its partner', async () => {
  expect(await identify({ authorization: `Bearer ${KEY}` })).toBe(PARTNER);
});

it('no key is no partner, and no mistake', async () => {
  expect(await identify({ authorization: 'Bearer ey.to.ken' })).toBeNull();
  expect(await identify({})).toBeNull();
});

it('a key that opens nothing and one that can be none are refused alike', async () => {
  const refusals = await Promise.all(
    [`bzp_${'1'.repeat(64)}`, 'bzp_short'].map((key) =>
      identify({ 'x-api-key': key }).catch((error: unknown) => error),
    ),
  );
  for (const refusal of refusals) {
    expect(refusal).toBeInstanceOf(Fault);
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED', message: 'The API key is not valid.' });
  }
});
