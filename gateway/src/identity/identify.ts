import type { SessionDenylist } from '@bazaar/ephemeral/session-denylist';
import { Fault } from '@bazaar/runtime/faults';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { VerifiedToken, VerifyAccessToken } from './access-tokens.ts';

/** Sessions that ended before their access tokens did. It fails open: see `SessionDenylist`. */
export type Denylist = Pick<SessionDenylist, 'isDenied' | 'onDenied'>;

/** Tells who stands behind an `Authorization` header; none stands for an anonymous caller. */
export type Identify = (authorization: string | undefined) => Promise<CallerClaims | null>;

export interface Identification {
  readonly identify: Identify;
  /**
   * The same with the token's expiry, for connections that outlive a request. Takes the bare token or `Bearer <token>`.
   * Null: this gateway identifies nobody, and tokens are for subgraphs to judge.
   * @throws Fault `UNAUTHENTICATED`
   */
  readonly identifyToken: (token: string) => Promise<VerifiedToken | null>;
}

/** Of a gateway that knows no issuer of tokens. */
export const identifyNobody: Identification = {
  identify: () => Promise.resolve(null),
  identifyToken: () => Promise.resolve(null),
};

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i;

export function createIdentification(verify: VerifyAccessToken, denylist: Denylist): Identification {
  async function verifyLive(token: string): Promise<VerifiedToken> {
    const verified = await verify(token);
    if (await denylist.isDenied(verified.caller.sid)) throw new Fault('UNAUTHENTICATED', 'The session has ended.');
    return verified;
  }

  return {
    async identify(authorization) {
      if (authorization === undefined) return null;
      const token = BEARER.exec(authorization)?.[1];
      if (!token) throw new Fault('UNAUTHENTICATED', 'The authorization header must be "Bearer <token>".');
      return (await verifyLive(token)).caller;
    },
    identifyToken: (token) => verifyLive(BEARER.exec(token)?.[1] ?? token),
  };
}
