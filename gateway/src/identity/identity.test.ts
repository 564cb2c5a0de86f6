import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixture, type Fixture, type TokenOptions } from '../testing/start-fixture.ts';
import { createAccessTokenVerifier } from './access-tokens.ts';

const WHOAMI = '{ whoami { sub roles } }';

describe.each(['memory', 'http'] as const)('the caller (%s)', (mode) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture(mode);
  });
  afterAll(() => fixture.stop());

  const askAs = async (token: string) => fixture.ask(WHOAMI, {}, { authorization: `Bearer ${token}` });

  it('is anonymous without a token, whatever headers claim', async () => {
    const { body } = await fixture.ask(
      WHOAMI,
      {},
      { 'x-user-id': 'usr_9', 'x-bazaar-user': 'usr_9', 'x-bazaar-caller': '{"sub":"usr_9"}' },
    );
    expect(body).toEqual({ data: { whoami: null } });
    for (const headers of fixture.servers.get('products')?.seen ?? [])
      expect(Object.keys(headers).filter((name) => name.startsWith('x-'))).toEqual([
        'x-request-id',
        'x-bazaar-timeout-ms',
      ]);
  });

  it('reaches every subgraph of a request', async () => {
    fixture.world.callers.length = 0;
    const token = await fixture.token({ sub: 'usr_7' });
    const { body } = await fixture.ask(
      '{ whoami { sub roles } product(sku: "a") { reviews { caller } } }',
      {},
      { authorization: `Bearer ${token}` },
    );
    expect(body).toEqual({
      data: { whoami: { sub: 'usr_7', roles: ['CUSTOMER'] }, product: { reviews: [{ caller: 'usr_7' }] } },
    });
    expect(fixture.world.callers).toEqual([{ sub: 'usr_7', sid: 'ses_1', roles: ['CUSTOMER'], vendors: [] }]);
  });

  it('has the scopes of the token’s claim', async () => {
    fixture.world.callers.length = 0;
    const token = await fixture.token({ scope: 'read  write' });
    const query = '{ product(sku: "a") { reviews { caller } } }';
    await fixture.ask(query, {}, { authorization: `Bearer ${token}` });
    expect(fixture.world.callers).toMatchObject([{ scopes: ['read', 'write'] }]);
  });

  it('is known to subgraphs by its address, through a proxy too, over HTTP and over a socket', async () => {
    const asked = async (ask: () => Promise<unknown>) => {
      fixture.world.addresses.length = 0;
      await ask();
      return [...fixture.world.addresses];
    };
    const over = (headers: Record<string, string>) => asked(() => fixture.ask('{ products { stars } }', {}, headers));
    expect(await over({ 'x-forwarded-for': '198.51.100.1, 203.0.113.7' })).toEqual(['203.0.113.7', '203.0.113.7']);
    // The header of the gateway's own is no client's to set.
    expect(await over({ 'x-bazaar-client-address': '203.0.113.7' })).toEqual([null, null]);
    const socket = fixture.connect({}, { 'x-forwarded-for': '203.0.113.8' });
    const query = '{ products { stars } }';
    expect(await asked(() => socket.iterate({ query }).next())).toEqual(['203.0.113.8', '203.0.113.8']);
    await socket.dispose();
  });

  it('never sees its own token forwarded', async () => {
    const token = await fixture.token();
    await askAs(token);
    for (const server of fixture.servers.values())
      for (const headers of server.seen) expect(headers.authorization).not.toContain(token);
  });

  it.each<[string, TokenOptions]>([
    ['expired', { expiresInS: -60 }],
    ['forged', { forged: true }],
    ['meant for someone else', { audience: 'other' }],
    ['from someone else', { issuer: 'https://evil.test' }],
    ['of another kind', { typ: 'bazaar-internal+jwt' }],
  ])('is refused with a token that is %s', async (_, options) => {
    const { status, body, headers } = await askAs(await fixture.token(options));
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('Bearer');
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    expect(body.data).toBeUndefined();
  });

  it.each(['Bearer nonsense', 'Bearer a.b.c', 'Basic dXNlcjpwYXNz', 'Bearer'])(
    'is refused with "%s"',
    async (given) => {
      const { status, body } = await fixture.ask(WHOAMI, {}, { authorization: given });
      expect([status, body.errors?.[0]?.extensions]).toEqual([401, { code: 'UNAUTHENTICATED' }]);
    },
  );

  it('is refused once its session is denied, though the token was good before', async () => {
    const token = await fixture.token({ sid: 'ses_gone' });
    expect((await askAs(token)).status).toBe(200);
    fixture.deny('ses_gone');
    const { status, body } = await askAs(token);
    expect([status, body.errors?.[0]?.extensions]).toEqual([401, { code: 'UNAUTHENTICATED' }]);
  });
});

describe("the issuer's keys", () => {
  async function issuerWith(...kids: string[]) {
    const pairs = new Map(
      await Promise.all(kids.map(async (kid) => [kid, await generateKeyPair('EdDSA', { extractable: true })] as const)),
    );
    const published = new Set<string>();
    let fetches = 0;
    return {
      published,
      fetches: () => fetches,
      fetchKeys: async () => {
        fetches += 1;
        const list = [...published].map(async (kid) => ({ ...(await exportJWK(pairs.get(kid)!.publicKey)), kid }));
        return { keys: await Promise.all(list) };
      },
      sign: (kid: string) =>
        new SignJWT({ sid: 'ses_1' })
          .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
          .setIssuer('i')
          .setAudience('a')
          .setSubject('usr_1')
          .setExpirationTime('5 minutes')
          .sign(pairs.get(kid)!.privateKey),
    };
  }

  it('are fetched once for many tokens', async () => {
    const issuer = await issuerWith('k1');
    issuer.published.add('k1');
    const verify = createAccessTokenVerifier({ issuer: 'i', audience: 'a', fetchKeys: issuer.fetchKeys });
    const token = await issuer.sign('k1');
    await Promise.all(Array.from({ length: 20 }, () => verify(token)));
    expect(issuer.fetches()).toBe(1);
  });

  it('are fetched again for an unknown key, at most once in five seconds', async () => {
    const issuer = await issuerWith('k1', 'k2', 'k3');
    issuer.published.add('k1');
    let nowMs = 0;
    const verify = createAccessTokenVerifier({
      issuer: 'i',
      audience: 'a',
      fetchKeys: issuer.fetchKeys,
      now: () => nowMs,
    });
    await verify(await issuer.sign('k1'));
    issuer.published.add('k2');
    nowMs = 6_000;
    await verify(await issuer.sign('k2'));
    expect(issuer.fetches()).toBe(2);
    for (let tries = 0; tries < 10; tries++)
      await expect(verify(await issuer.sign('k3'))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(issuer.fetches()).toBe(2);
  });

  it('end when their issuer withdraws them', async () => {
    const issuer = await issuerWith('k1', 'k2');
    issuer.published.add('k1').add('k2');
    let nowMs = 0;
    const verify = createAccessTokenVerifier({
      issuer: 'i',
      audience: 'a',
      fetchKeys: issuer.fetchKeys,
      now: () => nowMs,
    });
    const token = await issuer.sign('k1');
    await verify(token);
    issuer.published.delete('k1');
    nowMs = 11 * 60_000;
    await verify(await issuer.sign('k2'));
    await expect.poll(() => issuer.fetches()).toBe(2);
    await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('that cannot be fetched make identities uncheckable, not invalid', async () => {
    const issuer = await issuerWith('k1');
    const verify = createAccessTokenVerifier({
      issuer: 'i',
      audience: 'a',
      fetchKeys: () => Promise.reject(new Error('down')),
    });
    await expect(verify(await issuer.sign('k1'))).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  });
});
