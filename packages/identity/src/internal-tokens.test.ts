import { newId } from '@bazaar/ids/id';
import { Fault } from '@bazaar/runtime/faults';
import { SignJWT, UnsecuredJWT, decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { generatePrivateJwk, importPrivateJwk, keyIdOf, toPublicJwk } from './ed25519.ts';
import { createInternalTokenMinter, createInternalTokenVerifier, type MintInternalToken } from './internal-tokens.ts';

const gatewayKey = generatePrivateJwk();
const ordersKey = generatePrivateJwk();
const trusted = { gateway: toPublicJwk(gatewayKey), orders: toPublicJwk(ordersKey) };
const caller = {
  sub: newId('usr'),
  sid: newId('ses'),
  roles: ['CUSTOMER'],
  vendors: [{ id: newId('vnd'), role: 'OWNER' }],
};

const start = Date.UTC(2030, 0, 1);
let clock = start;
const now = (): number => clock;
let mintAsGateway: MintInternalToken;
let mintAsOrders: MintInternalToken;
beforeEach(() => {
  clock = start;
  mintAsGateway = createInternalTokenMinter({ issuer: 'gateway', privateKey: gatewayKey, now });
  mintAsOrders = createInternalTokenMinter({ issuer: 'orders', privateKey: ordersKey, now });
});
const newVerifier = (audience = 'catalog') => createInternalTokenVerifier({ audience, trusted, now });

describe('what is minted is what is read', () => {
  test('the gateway speaks for a user', async () => {
    const identity = await newVerifier()(await mintAsGateway('catalog', caller));
    expect(identity).toEqual({ caller, service: null });
  });

  test('the gateway speaks for nobody', async () => {
    expect(await newVerifier()(await mintAsGateway('catalog', null))).toEqual({ caller: null, service: null });
  });

  test('a subgraph speaks as a service that acts for a user', async () => {
    expect(await newVerifier()(await mintAsOrders('catalog', caller))).toEqual({ caller, service: 'orders' });
  });

  test('the wire form is the agreed one', async () => {
    const token = await mintAsOrders('catalog', caller);
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', typ: 'bazaar-internal+jwt', kid: keyIdOf(ordersKey) });
    const iat = start / 1000;
    const common = { aud: 'catalog', iat, exp: iat + 60 };
    expect(decodeJwt(token)).toEqual({ ...common, iss: 'orders', sub: 'service:orders', caller });
    expect(decodeJwt(await mintAsGateway('catalog', null))).toEqual({ ...common, iss: 'gateway', caller: null });
  });

  test('either of two keys of an issuer verifies while one replaces the other', async () => {
    const oldKey = generatePrivateJwk();
    const mintWithOld = createInternalTokenMinter({ issuer: 'gateway', privateKey: oldKey, now });
    const verify = createInternalTokenVerifier({
      audience: 'catalog',
      trusted: { gateway: [toPublicJwk(oldKey), toPublicJwk(gatewayKey)] },
      now,
    });
    expect((await verify(await mintWithOld('catalog', caller))).caller).toEqual(caller);
    expect((await verify(await mintAsGateway('catalog', caller))).caller).toEqual(caller);
  });
});

describe('reuse', () => {
  test('the same token serves one audience and caller until 15 s before its end', async () => {
    const first = await mintAsGateway('catalog', caller);
    clock = start + 44_999;
    expect(await mintAsGateway('catalog', { ...caller })).toBe(first);
    clock = start + 45_000;
    expect(await mintAsGateway('catalog', caller)).not.toBe(first);
  });

  test('another audience, another role, another session and nobody get tokens of their own', async () => {
    const tokens = await Promise.all([
      mintAsGateway('catalog', caller),
      mintAsGateway('orders', caller),
      mintAsGateway('catalog', { ...caller, roles: ['CUSTOMER', 'ADMIN'] }),
      mintAsGateway('catalog', { ...caller, sid: newId('ses') }),
      mintAsGateway('catalog', { ...caller, vendors: [] }),
      mintAsGateway('catalog', null),
    ]);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  test('a token that comes again is recognised: the same identity, no second check of the signature', async () => {
    const verify = newVerifier();
    const token = await mintAsGateway('catalog', caller);
    expect(await verify(token)).toBe(await verify(token));
  });

  test('what is remembered cannot be changed by whoever received it', async () => {
    const verify = newVerifier();
    const token = await mintAsGateway('catalog', caller);
    const { caller: received } = await verify(token);
    expect(Object.isFrozen(received) && Object.isFrozen(received?.roles) && Object.isFrozen(received?.vendors)).toBe(
      true,
    );
    expect(Object.isFrozen(received?.vendors[0])).toBe(true);
  });
});

const REFUSED = new Fault('UNAUTHENTICATED', 'The internal token is not valid.');

describe('refused', () => {
  test('two seconds after its end, remembered or not', async () => {
    const token = await mintAsGateway('catalog', caller);
    const remembers = newVerifier();
    await remembers(token);
    clock = start + 61_999;
    await expect(remembers(token)).resolves.toBeTruthy();
    await expect(newVerifier()(token)).resolves.toBeTruthy();
    clock = start + 62_000;
    expect(await refusalOf(token, remembers)).toEqual(REFUSED);
    expect(await refusalOf(token)).toEqual(REFUSED);
  });

  test('a token meant for another subgraph', async () => {
    expect(await refusalOf(await mintAsGateway('orders', caller))).toEqual(REFUSED);
  });

  test('an issuer nobody named', async () => {
    const mint = createInternalTokenMinter({ issuer: 'stranger', privateKey: generatePrivateJwk(), now });
    expect(await refusalOf(await mint('catalog', caller))).toEqual(REFUSED);
  });

  test('a service that speaks in the name of the gateway or of another service', async () => {
    expect(
      await refusalOf(
        await createInternalTokenMinter({ issuer: 'gateway', privateKey: ordersKey, now })('catalog', caller),
      ),
    ).toEqual(REFUSED);
    expect(await refusalOf(await forge({ sub: 'service:cart' }))).toEqual(REFUSED);
  });

  test('a service that leaves out that it is one, and a gateway that claims to be one', async () => {
    expect(await refusalOf(await forge({ sub: undefined }))).toEqual(REFUSED);
    expect(await refusalOf(await forge({ iss: 'gateway', sub: 'service:orders' }, {}, gatewayKey))).toEqual(REFUSED);
  });

  test('a changed payload', async () => {
    const [header, , signature] = (await mintAsGateway('catalog', null)).split('.');
    const payload = decodeJwt(await mintAsGateway('catalog', caller));
    const changed = Buffer.from(JSON.stringify(payload)).toString('base64url');
    expect(await refusalOf(`${header}.${changed}.${signature}`)).toEqual(REFUSED);
  });

  test('no signature at all', async () => {
    expect(await refusalOf(new UnsecuredJWT(goodClaims()).encode())).toEqual(REFUSED);
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'bazaar-internal+jwt', kid: keyIdOf(gatewayKey) }));
    const [, payload] = (await mintAsGateway('catalog', caller)).split('.');
    expect(await refusalOf(`${header.toString('base64url')}.${payload}.`)).toEqual(REFUSED);
  });

  test('an HMAC made with the public key', async () => {
    const header = { alg: 'HS256', typ: 'bazaar-internal+jwt', kid: keyIdOf(gatewayKey) };
    const secret = Buffer.from(toPublicJwk(gatewayKey).x, 'base64url');
    expect(await refusalOf(await new SignJWT(goodClaims()).setProtectedHeader(header).sign(secret))).toEqual(REFUSED);
  });

  test.each(['at+jwt', 'JWT', undefined])('another kind of token: typ %s', async (typ) => {
    expect(await refusalOf(await forge({}, { typ }))).toEqual(REFUSED);
  });

  test('a key id that is missing or another', async () => {
    expect(await refusalOf(await forge({}, { kid: undefined }))).toEqual(REFUSED);
    expect(await refusalOf(await forge({}, { kid: keyIdOf(gatewayKey) }))).toEqual(REFUSED);
  });

  test('claims that are missing, malformed or live too long', async () => {
    const iat = start / 1000;
    expect(await refusalOf(await forge({ exp: undefined }))).toEqual(REFUSED);
    expect(await refusalOf(await forge({ iat: undefined }))).toEqual(REFUSED);
    expect(await refusalOf(await forge({ exp: iat + 61 }))).toEqual(REFUSED);
    expect(await refusalOf(await forge({ caller: undefined }))).toEqual(REFUSED);
    expect(await refusalOf(await forge({ caller: 'usr_1' }))).toEqual(REFUSED);
    expect(await refusalOf(await forge({ caller: { ...caller, roles: 'ADMIN' } }))).toEqual(REFUSED);
    expect(await refusalOf(await forge({ caller: { ...caller, sid: undefined } }))).toEqual(REFUSED);
    await expect(newVerifier()(await forge({}))).resolves.toEqual({ caller, service: 'orders' });
  });

  test.each(['', 'x', 'a.b.c', '..', `${'a'.repeat(5000)}.b.c`])('text that is no token: %.20s', async (text) => {
    expect(await refusalOf(text)).toEqual(REFUSED);
  });
});

test('a key of another kind stops the start', () => {
  const rsaLike = { kty: 'RSA', n: 'AQAB', e: 'AQAB' };
  // What a configuration file might hold.
  const wrong = rsaLike as unknown as typeof gatewayKey;
  expect(() => createInternalTokenMinter({ issuer: 'orders', privateKey: wrong })).toThrow('Ed25519');
  expect(() => createInternalTokenVerifier({ audience: 'orders', trusted: { gateway: wrong } })).toThrow('Ed25519');
});

/** What the verifier throws for `token`; null when it accepts it. */
function refusalOf(token: string, verify = newVerifier()): Promise<unknown> {
  return verify(token).then(
    () => null,
    (thrown: unknown) => thrown,
  );
}

function goodClaims(): JWTPayload {
  const iat = start / 1000;
  return { iss: 'orders', sub: 'service:orders', aud: 'catalog', iat, exp: iat + 60, caller };
}

/** A token like those of orders, but for what is overridden, truly signed. */
function forge(
  claims: JWTPayload,
  header: { typ?: string | undefined; kid?: string | undefined } = {},
  key = ordersKey,
) {
  return new SignJWT({ ...goodClaims(), ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'bazaar-internal+jwt', kid: keyIdOf(key), ...header })
    .sign(importPrivateJwk(key));
}
