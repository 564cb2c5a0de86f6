import { PUBLISHED_AHEAD_MS, RETIREMENT_MS, SIGNING_PERIOD_MS } from '@bazaar/identity/signing-keys';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENV, startTestUsers, type TestUsers } from '../testing/test-users.ts';

/** Two processes on one database, each with what it last read of the keys. */
let one: TestUsers;
let other: TestUsers;
let now = new Date('2026-03-01T12:00:00Z');

beforeAll(async () => {
  one = await startTestUsers({ now: () => now });
  other = await startTestUsers({ now: () => now, databaseUrl: one.databaseUrl });
});
afterAll(async () => {
  await other.stop();
  await one.stop();
});

async function tokenFrom(process: TestUsers): Promise<{ token: string; kid: string | undefined }> {
  const { tokens } = await process.register();
  return { token: tokens.accessToken, kid: decodeProtectedHeader(tokens.accessToken).kid };
}

function later(ms: number): void {
  now = new Date(now.getTime() + ms);
}

test('both processes sign with one key, publish the same set, and verify each other’s tokens', async () => {
  const [first, second] = [await tokenFrom(one), await tokenFrom(other)];
  expect(first.kid).toBe(second.kid);
  expect(await one.jwks()).toEqual(await other.jwks());
  expect((await other.claims(first.token, now)).caller.roles).toEqual(['CUSTOMER']);
  expect((await one.claims(second.token, now)).caller.roles).toEqual(['CUSTOMER']);
});

test('a key is published an hour before it signs, signs for 30 days, and goes when its last token has expired', async () => {
  const [before, published] = [await tokenFrom(one), (await one.jwks()).keys.map(({ kid }) => kid)];
  expect(published).toHaveLength(2);
  const next = published.find((kid) => kid !== before.kid);

  // One process rotates; the other signs with the old key until it looks, which does no harm.
  later(SIGNING_PERIOD_MS + PUBLISHED_AHEAD_MS);
  await one.runSweep('rotate-keys');
  const [after, behind] = [await tokenFrom(one), await tokenFrom(other)];
  expect([after.kid, behind.kid]).toEqual([next, before.kid]);
  for (const { token } of [after, behind])
    for (const process of [one, other]) expect(await process.claims(token, now)).toBeTruthy();

  await other.runSweep('rotate-keys');
  expect((await tokenFrom(other)).kid).toBe(next);
  expect(await one.jwks()).toEqual(await other.jwks());
  expect((await one.jwks()).keys).toHaveLength(3);

  later(RETIREMENT_MS);
  await other.runSweep('rotate-keys');
  const kids = (await other.jwks()).keys.map(({ kid }) => kid);
  expect(kids).toHaveLength(2);
  expect(kids).toContain(next);
  expect(kids).not.toContain(before.kid);
});

test('two processes that rotate at the same instant agree', async () => {
  later(SIGNING_PERIOD_MS + PUBLISHED_AHEAD_MS);
  await Promise.all([one, other, one, other].map((process) => process.runSweep('rotate-keys')));
  await Promise.all([one, other].map((process) => process.runSweep('rotate-keys')));
  expect(await one.jwks()).toEqual(await other.jwks());
  const states = await one.sql<{ state: string }>('select state from signing_key order by state');
  expect(states.map(({ state }) => state)).toEqual(['CURRENT', 'NEXT', 'PREVIOUS']);
});

test('private keys are sealed where they are stored, and are not in the published set', async () => {
  const rows = await one.sql<{ kid: string; text: string }>(
    "select kid, encode(private_key, 'escape') as text from signing_key",
  );
  for (const { text } of rows) expect(text).not.toMatch(/OKP|"d"/);
  for (const key of (await one.jwks()).keys) expect(key).not.toHaveProperty('d');
});

test('the key set is served as RFC 7517 wants it, for caches', async () => {
  const answer = await one.door.serveRaw({
    method: 'GET',
    path: '/.well-known/jwks.json',
    headers: {},
    body: Buffer.alloc(0),
    requestId: 'r',
  });
  expect(answer.status).toBe(200);
  expect(answer.headers).toEqual({
    'content-type': 'application/jwk-set+json',
    'cache-control': 'public, max-age=300',
  });
  for (const key of (await one.jwks()).keys)
    expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: expect.any(String) });
});

test('a token of another issuer, audience or time is not valid', async () => {
  const { tokens } = await one.register();
  await expect(one.claims(tokens.accessToken, new Date(now.getTime() + 15 * 60_000))).rejects.toThrow();
  const elsewhere = await startTestUsers({ now: () => now, env: { ...ENV, ACCESS_TOKEN_ISSUER: 'another' } });
  try {
    await expect(elsewhere.register()).rejects.toThrow('The access token is not valid.');
  } finally {
    await elsewhere.stop();
  }
});
