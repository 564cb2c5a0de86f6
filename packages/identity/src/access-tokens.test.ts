import { newId } from '@bazaar/ids/id';
import { Fault } from '@bazaar/runtime/faults';
import { SignJWT, decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, test } from 'vitest';
import { signAccessToken, verifyAccessToken } from './access-tokens.ts';
import { importPrivateJwk } from './ed25519.ts';
import { generateSigningKey, toJwks } from './signing-keys.ts';

const now = new Date('2030-01-01T00:00:00.500Z');
const key = generateSigningKey('CURRENT', now);
const previous = generateSigningKey('PREVIOUS', now);
const jwks = toJwks([key, previous]);
const names = { issuer: 'https://market.example', audience: 'bazaar' };
const caller = {
  sub: newId('usr'),
  sid: newId('ses'),
  roles: ['CUSTOMER', 'VENDOR'],
  vendors: [{ id: newId('vnd'), role: 'MANAGER' }],
};

const later = (ms: number): Date => new Date(now.getTime() + ms);
const verify = (token: string, changes: Partial<Parameters<typeof verifyAccessToken>[1]> = {}) =>
  verifyAccessToken(token, { ...names, jwks, now, ...changes });

test('the wire form is the agreed one and lives 15 minutes', async () => {
  const { token, expiresAt } = await signAccessToken({ key, ...names, caller, now });
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid });
  const iat = Math.floor(now.getTime() / 1000);
  expect(decodeJwt(token)).toEqual({ iss: names.issuer, aud: names.audience, iat, exp: iat + 900, ...caller });
  expect(expiresAt).toEqual(new Date('2030-01-01T00:15:00Z'));
});

test('it names its user until it expires, also when its key has been replaced', async () => {
  for (const signer of [key, previous]) {
    const { token, expiresAt } = await signAccessToken({ key: signer, ...names, caller, now });
    expect(await verify(token)).toEqual({ caller, expiresAt });
    await expect(verify(token, { now: later(899_000) })).resolves.toBeTruthy();
    await expect(verify(token, { now: later(900_000) })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  }
});

const REFUSED = new Fault('UNAUTHENTICATED', 'The access token is not valid.');
const refusalOf = (...args: Parameters<typeof verify>): Promise<unknown> =>
  verify(...args).then(
    () => null,
    (thrown: unknown) => thrown,
  );

describe('refused', () => {
  test('another issuer or audience, a key that was withdrawn, an unknown key', async () => {
    const { token } = await signAccessToken({ key, ...names, caller, now });
    expect(await refusalOf(token, { issuer: 'https://elsewhere.example' })).toEqual(REFUSED);
    expect(await refusalOf(token, { audience: 'another' })).toEqual(REFUSED);
    expect(await refusalOf(token, { jwks: toJwks([previous]) })).toEqual(REFUSED);
    expect(
      await refusalOf(
        (await signAccessToken({ key: generateSigningKey('CURRENT', now), ...names, caller, now })).token,
      ),
    ).toEqual(REFUSED);
  });

  test('an internal token signed with the same key, and one without a session', async () => {
    const iat = Math.floor(now.getTime() / 1000);
    const claims = { iss: names.issuer, aud: names.audience, iat, exp: iat + 60, ...caller };
    const sign = (payload: typeof claims | Omit<typeof claims, 'sid'>, typ: string) =>
      new SignJWT(payload)
        .setProtectedHeader({ alg: 'EdDSA', typ, kid: key.kid })
        .sign(importPrivateJwk(key.privateJwk));
    expect(await refusalOf(await sign(claims, 'bazaar-internal+jwt'))).toEqual(REFUSED);
    const { sid: _, ...withoutSession } = claims;
    expect(await refusalOf(await sign(withoutSession, 'at+jwt'))).toEqual(REFUSED);
    await expect(verify(await sign(claims, 'at+jwt'))).resolves.toBeTruthy();
  });

  test('an HMAC made with a published key, and text that is no token', async () => {
    const iat = Math.floor(now.getTime() / 1000);
    const secret = Buffer.from(jwks.keys[0]?.x ?? '', 'base64url');
    const claims = { iss: names.issuer, aud: names.audience, iat, exp: iat + 60, ...caller };
    expect(
      await refusalOf(
        await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: key.kid }).sign(secret),
      ),
    ).toEqual(REFUSED);
    expect(await refusalOf('')).toEqual(REFUSED);
    expect(await refusalOf('a.b.c')).toEqual(REFUSED);
  });
});
