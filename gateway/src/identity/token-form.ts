import type { JWK } from 'jose';
import { z } from 'zod';

/** Signatures by public keys alone: what a secret signs, everybody who verifies could sign. */
export const ALGORITHMS = [
  'EdDSA',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
] as const;

export type Algorithm = (typeof ALGORITHMS)[number];

/** What access tokens look like. The defaults are those of the marketplace's own; providers of identities have others. */
export const tokenForm = z.strictObject({
  /** With which algorithms they may be signed. */
  algorithms: z.array(z.enum(ALGORITHMS)).nonempty('must name one').default(['EdDSA']),
  /** Their `typ`: RFC 9068's, by which no other token of the issuer passes for one, or `any`. */
  type: z.enum(['at+jwt', 'any']).default('at+jwt'),
  /** The claim that names the session. */
  session: z.string().min(1).default('sid'),
});

export type TokenForm = z.output<typeof tokenForm>;

/** For which of the algorithms a published key is; undefined when for none. */
export function algorithmOf({ kty, crv, alg, use }: JWK, allowed: readonly Algorithm[]): Algorithm | undefined {
  if (use !== undefined && use !== 'sig') return undefined;
  const possible = allowed.filter((algorithm) => isFor(algorithm, kty, crv));
  // Keys of Ed25519 may say so by the name of the curve: RFC 9864.
  return alg === undefined || alg === 'Ed25519' ? possible[0] : possible.find((algorithm) => algorithm === alg);
}

const CURVES: Readonly<Partial<Record<Algorithm, string>>> = {
  EdDSA: 'Ed25519',
  ES256: 'P-256',
  ES384: 'P-384',
  ES512: 'P-521',
};

function isFor(algorithm: Algorithm, kty: string | undefined, crv: string | undefined): boolean {
  const curve = CURVES[algorithm];
  if (curve === undefined) return kty === 'RSA';
  return crv === curve && kty === (algorithm === 'EdDSA' ? 'OKP' : 'EC');
}
