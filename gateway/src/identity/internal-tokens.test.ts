import { calculateJwkThumbprint, exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { afterEach, expect, it, vi } from 'vitest';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { createInternalTokenMinter, signingKeySchema } from './internal-tokens.ts';

afterEach(() => void vi.useRealTimers());

async function minter() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const signingKey = signingKeySchema.parse(await exportJWK(privateKey));
  return { publicKey, signingKey, mint: await createInternalTokenMinter({ issuer: 'gateway', signingKey }) };
}

const caller: CallerClaims = { sub: 'usr_1', sid: 'ses_1', roles: ['CUSTOMER'], vendors: [] };

it('says who calls, to whom, for a minute at most', async () => {
  const { mint, publicKey, signingKey } = await minter();
  const { payload, protectedHeader } = await jwtVerify(await mint('orders', caller), publicKey, {
    issuer: 'gateway',
    audience: 'orders',
    typ: 'bazaar-internal+jwt',
    algorithms: ['EdDSA'],
  });
  expect(payload['caller']).toEqual(caller);
  expect(payload.sub).toBeUndefined();
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(60);
  const { kty, crv, x } = signingKey;
  expect(protectedHeader.kid).toBe(await calculateJwkThumbprint({ kty, crv, x }));
  const anonymous = await jwtVerify(await mint('orders', null), publicKey);
  expect(anonymous.payload['caller']).toBeNull();
});

it('is minted once per caller and audience, and again before it ends', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const { mint } = await minter();
  const other = { ...caller, sub: 'usr_2' };
  const token = await mint('orders', caller);
  expect(await mint('orders', caller)).toBe(token);
  const different = new Set([
    token,
    await mint('catalog', caller),
    await mint('orders', other),
    await mint('orders', null),
  ]);
  expect(different.size).toBe(4);
  vi.setSystemTime(Date.now() + 41_000);
  expect(await mint('orders', caller)).not.toBe(token);
});
