import { createExpiringLru } from '@bazaar/ephemeral/expiring-lru';
import { Fault } from '@bazaar/runtime/faults';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { SignJWT, decodeJwt, decodeProtectedHeader, jwtVerify, type JWTHeaderParameters } from 'jose';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { parseCallerClaims } from './caller-claims.ts';
import { importPrivateJwk, importPublicJwk, keyIdOf, type PrivateJwk, type PublicJwk } from './ed25519.ts';

/*
 * What processes say to each other about who asks. A JWT:
 *
 * header   typ `bazaar-internal+jwt`, alg `EdDSA`, kid: the thumbprint of the issuer's key
 * claims   iss: the sender; aud: the receiving subgraph; iat; exp, at most 60 s later;
 *          caller: the user asked for, or null;
 *          sub: `service:<iss>` in a subgraph's token, absent in the gateway's
 *
 * The gateway speaks for viewers. Everyone else speaks as a service, under its own name only, acting for a viewer.
 */

/** `iss` of the gateway, the one issuer whose tokens carry no service. */
export const GATEWAY_ISSUER = 'gateway';

const TYP = 'bazaar-internal+jwt';
const LIFETIME_S = 60;
/** A token is reused until this long before its end, so that it is good for the whole call. */
const REUSE_MARGIN_MS = 15_000;
/** How far two machines' clocks may be apart, in seconds. */
const TOLERANCE_S = 2;
const REMEMBERED_TOKENS = 10_000;

/** The token with which to ask `audience` on behalf of `caller`; the same one again for 45 s. */
export type MintInternalToken = (audience: string, caller: CallerClaims | null) => Promise<string>;

/**
 * Mints tokens in the name of `issuer`: {@link GATEWAY_ISSUER}, or a subgraph, whose tokens then say so in `sub`.
 * `now` is epoch milliseconds.
 * @throws ZodError or TypeError when `privateKey` is no Ed25519 private key.
 */
export function createInternalTokenMinter(options: {
  issuer: string;
  privateKey: PrivateJwk;
  now?: () => number;
}): MintInternalToken {
  const { issuer, now = Date.now } = options;
  const key = importPrivateJwk(options.privateKey);
  const header: JWTHeaderParameters = { alg: 'EdDSA', typ: TYP, kid: keyIdOf(options.privateKey) };
  const subject = issuer === GATEWAY_ISSUER ? {} : { sub: `service:${issuer}` };
  const minted = createExpiringLru<Promise<string>>({ maxWeight: REMEMBERED_TOKENS, now });

  return (audience, caller) => {
    const about = JSON.stringify([
      audience,
      caller && [caller.sub, caller.sid, caller.roles, caller.vendors, caller.scopes],
    ]);
    const known = minted.get(about);
    if (known) return known;
    const iat = Math.floor(now() / 1000);
    const exp = iat + LIFETIME_S;
    const token = new SignJWT({
      ...subject,
      iss: issuer,
      aud: audience,
      iat,
      exp,
      caller: caller && parseCallerClaims(caller),
    })
      .setProtectedHeader(header)
      .sign(key);
    minted.set(about, token, exp * 1000 - REUSE_MARGIN_MS);
    token.catch(() => minted.delete(about));
    return token;
  };
}

/** Who stands behind an internal token. */
export interface InternalIdentity {
  /** The user asked for; null for nobody. */
  readonly caller: CallerClaims | null;
  /** The subgraph that asks, or null for the gateway. */
  readonly service: string | null;
}

/** @throws Fault `UNAUTHENTICATED` for everything but a token of a trusted issuer, meant for this audience, in its time. */
export type VerifyInternalToken = (token: string) => Promise<InternalIdentity>;

const claims = z.object({
  sub: z.string().optional(),
  iat: z.number(),
  exp: z.number(),
  caller: z.unknown().transform((value) => (value === null ? null : parseCallerClaims(value))),
});

/**
 * Verifies tokens meant for `audience`. `trusted` names each issuer's public key, or several while one replaces another.
 * A token is verified once and recognised by its text until it expires.
 * @throws ZodError or TypeError when a key is no Ed25519 public key.
 */
export function createInternalTokenVerifier(options: {
  audience: string;
  trusted: Readonly<Record<string, PublicJwk | readonly PublicJwk[]>>;
  now?: () => number;
}): VerifyInternalToken {
  const { audience, now = Date.now } = options;
  const keys = new Map<string, KeyObject>();
  for (const [issuer, jwks] of Object.entries(options.trusted)) {
    for (const jwk of [jwks].flat()) keys.set(`${issuer} ${keyIdOf(jwk)}`, importPublicJwk(jwk));
  }
  const known = createExpiringLru<InternalIdentity>({ maxWeight: REMEMBERED_TOKENS, now });

  return async (token) => {
    const remembered = known.get(token);
    if (remembered) return remembered;
    try {
      const { identity, goodUntilMs } = await verify(token);
      known.set(token, identity, goodUntilMs);
      return identity;
    } catch (error) {
      throw new Fault('UNAUTHENTICATED', 'The internal token is not valid.', { cause: error });
    }
  };

  async function verify(token: string): Promise<{ identity: InternalIdentity; goodUntilMs: number }> {
    // Unverified here: it only says which issuer's key must verify it.
    const { iss: issuer = '' } = decodeJwt(token);
    const key = keys.get(`${issuer} ${decodeProtectedHeader(token).kid ?? ''}`);
    if (!key) throw new Error('not signed with a key of a trusted issuer');
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['EdDSA'],
      typ: TYP,
      issuer,
      audience,
      clockTolerance: TOLERANCE_S,
      currentDate: new Date(now()),
    });
    const { sub, iat, exp, caller } = claims.parse(payload);
    if (exp - iat > LIFETIME_S) throw new Error(`meant to live ${exp - iat} s`);
    const service = issuer === GATEWAY_ISSUER ? null : issuer;
    if (sub !== (service === null ? undefined : `service:${service}`)) throw new Error(`${issuer} speaks as ${sub}`);
    return { identity: Object.freeze({ caller, service }), goodUntilMs: (exp + TOLERANCE_S) * 1000 };
  }
}
