import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import { expect, it } from 'vitest';
import { createAccessTokenVerifier } from './access-tokens.ts';
import { algorithmOf, ALGORITHMS, tokenForm } from './token-form.ts';

const ABOUT = { issuer: 'https://id.example', audience: 'shop' };

/** A provider of identities that signs with `algorithm` and publishes its key as others do. */
async function provider(algorithm: string, published: Partial<JWK> = {}) {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const key = { ...(await exportJWK(publicKey)), kid: 'k1', ...published };
  const sign = (claims: Record<string, unknown>, typ?: string): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, kid: 'k1', ...(typ && { typ }) })
      .setIssuer(ABOUT.issuer)
      .setAudience(ABOUT.audience)
      .setSubject('somebody')
      .setExpirationTime('1h')
      .sign(privateKey);
  return { fetchKeys: () => Promise.resolve({ keys: [key] }), sign };
}

it.each(ALGORITHMS)(
  'tokens that are signed with %s are taken where settings say so, and nowhere else',
  async (name) => {
    const { fetchKeys, sign } = await provider(name, { use: 'sig' });
    const token = await sign({ jti: 'one', scope: 'read' }, 'JWT');
    const tokens = tokenForm.parse({ algorithms: [name], type: 'any', session: 'jti' });
    const { caller } = await createAccessTokenVerifier({ ...ABOUT, fetchKeys, tokens })(token);
    expect(caller).toEqual({ sub: 'somebody', sid: 'one', roles: [], vendors: [], scopes: ['read'] });

    const others = ALGORITHMS.filter((other) => other !== name);
    for (const given of [
      { ...tokens, algorithms: others },
      { ...tokens, type: 'at+jwt' },
      { ...tokens, session: 'sid' },
    ]) {
      const verify = createAccessTokenVerifier({ ...ABOUT, fetchKeys, tokens: tokenForm.parse(given) });
      await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  },
);

it('a key serves its own algorithm, and none when it is for encrypting', () => {
  const allowed = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
  expect(algorithmOf({ kty: 'RSA' }, allowed)).toBe('RS256');
  expect(algorithmOf({ kty: 'RSA', alg: 'PS256' }, allowed)).toBe('PS256');
  expect(algorithmOf({ kty: 'RSA', alg: 'RS512' }, allowed)).toBeUndefined();
  expect(algorithmOf({ kty: 'RSA', use: 'enc' }, allowed)).toBeUndefined();
  expect(algorithmOf({ kty: 'EC', crv: 'P-384' }, allowed)).toBeUndefined();
  expect(algorithmOf({ kty: 'OKP', crv: 'Ed25519', alg: 'Ed25519' }, allowed)).toBe('EdDSA');
  expect(algorithmOf({ kty: 'oct', alg: 'HS256' }, allowed)).toBeUndefined();
});

it('settings name public-key algorithms alone', () => {
  for (const name of ['HS256', 'none']) expect(tokenForm.safeParse({ algorithms: [name] }).success).toBe(false);
  expect(tokenForm.safeParse({ algorithms: [] }).success).toBe(false);
});
