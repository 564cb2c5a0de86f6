import { decodeProtectedHeader, errors, jwtVerify, type JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { Fault } from '@bazaar/runtime/faults';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { LruMap } from '../engine/lru-map.ts';
import { createKeySet } from './key-set.ts';
import { tokenForm, type TokenForm } from './token-form.ts';

export interface AccessTokenOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Fetches the issuer's published keys. */
  readonly fetchKeys: () => Promise<JSONWebKeySet>;
  /** Default: as the marketplace signs them. */
  readonly tokens?: TokenForm | undefined;
  /** How far this machine's clock may be off, in seconds. Default 5. */
  readonly clockToleranceS?: number;
  /** The clock behind the age of fetched keys, for tests. Tokens themselves are held against the real one. */
  readonly now?: () => number;
}

export interface VerifiedToken {
  readonly caller: CallerClaims;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** @throws Fault `UNAUTHENTICATED`; `SUBGRAPH_UNAVAILABLE` when the issuer's keys cannot be had. */
export type VerifyAccessToken = (token: string) => Promise<VerifiedToken>;

const claims = z.object({
  sub: z.string(),
  exp: z.number(),
  roles: z.array(z.string()).default([]),
  vendors: z.array(z.object({ id: z.string(), role: z.string() })).default([]),
  /** Scopes with spaces between them: RFC 9068. */
  scope: z.string().optional(),
});

/** A token is verified once and then recognised: a signature costs a hundred times more than a lookup. */
const REMEMBERED_TOKENS = 10_000;

/** Verifies access tokens against the issuer's published keys. */
export function createAccessTokenVerifier(options: AccessTokenOptions): VerifyAccessToken {
  const { issuer, audience, tokens = tokenForm.parse({}), clockToleranceS = 5 } = options;
  const { algorithms, type, session } = tokens;
  // Ed25519 by either of its names: RFC 9864.
  const names = algorithms.flatMap((name) => (name === 'EdDSA' ? [name, 'Ed25519'] : [name]));
  const known = new LruMap<string, VerifiedToken>(REMEMBERED_TOKENS);
  const findKey = createKeySet({
    fetchKeys: options.fetchKeys,
    algorithms,
    onChange: () => known.clear(),
    ...(options.now && { now: options.now }),
  });

  async function verify(token: string): Promise<VerifiedToken> {
    const { kid } = decodeProtectedHeader(token);
    if (!kid) throw new errors.JWTInvalid('no key id');
    const key = await findKey(kid).catch((cause: unknown) => {
      throw new Fault('SUBGRAPH_UNAVAILABLE', 'Identities cannot be checked at the moment.', { cause });
    });
    if (!key) throw new errors.JWKSNoMatchingKey();
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience,
      algorithms: names,
      ...(type !== 'any' && { typ: type }),
      clockTolerance: clockToleranceS,
      requiredClaims: ['exp', 'sub', session],
    });
    const { sub, exp, roles, vendors, scope } = claims.parse(payload);
    const sid = z.string().parse(payload[session]);
    const scopes = scope?.split(' ').filter((name) => name !== '');
    const caller = Object.freeze({ sub, sid, roles, vendors, ...(scopes && { scopes }) });
    return { caller, expiresAt: (exp + clockToleranceS) * 1000 };
  }

  return async (token) => {
    const remembered = known.get(token);
    if (remembered) {
      if (remembered.expiresAt > Date.now()) return remembered;
      known.delete(token);
      throw expired();
    }
    try {
      const verified = await verify(token);
      known.set(token, verified);
      return verified;
    } catch (error) {
      if (error instanceof Fault) throw error;
      if (error instanceof errors.JWTExpired) throw expired(error);
      throw new Fault('UNAUTHENTICATED', 'The access token is not valid.', { cause: error });
    }
  };
}

function expired(cause?: unknown): Fault {
  return new Fault('UNAUTHENTICATED', 'The access token has expired.', { cause });
}
