import { Fault } from '@bazaar/runtime/faults';
import type { Logger } from '@bazaar/runtime/log';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { VerifiedToken, VerifyAccessToken } from './access-tokens.ts';

/** Sessions that ended before their access tokens did. */
export interface Denylist {
  isDenied(sessionId: string): boolean | Promise<boolean>;
  /** Calls `listener` for every session denied from now on. Returns the way to stop it. */
  onDenied(listener: (sessionId: string) => void): () => void;
}

/** Tells who stands behind an `Authorization` header; none stands for an anonymous caller. */
export type Identify = (authorization: string | undefined) => Promise<CallerClaims | null>;

export interface Identification {
  /** Whether a session has ended since its token was verified. */
  readonly isDenied: (sessionId: string) => Promise<boolean>;
  readonly identify: Identify;
  /**
   * The same with the token's expiry, for connections that outlive a request. Takes the bare token or `Bearer <token>`.
   * @throws Fault `UNAUTHENTICATED`
   */
  readonly identifyToken: (token: string) => Promise<VerifiedToken>;
}

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i;

/**
 * While the denylist cannot be asked (it is ephemeral, perhaps behind a network), sessions count as live: their tokens end by themselves within minutes,
 * and the whole marketplace shall not stand still for that.
 */
export function createIdentification(verify: VerifyAccessToken, denylist: Denylist, log: Logger): Identification {
  async function isDenied(sessionId: string): Promise<boolean> {
    try {
      return await denylist.isDenied(sessionId);
    } catch (error) {
      log.error({ err: error }, 'the session denylist cannot be asked');
      return false;
    }
  }

  async function verifyLive(token: string): Promise<VerifiedToken> {
    const verified = await verify(token);
    if (await isDenied(verified.caller.sid)) throw new Fault('UNAUTHENTICATED', 'The session has ended.');
    return verified;
  }

  return {
    isDenied,
    async identify(authorization) {
      if (authorization === undefined) return null;
      const token = BEARER.exec(authorization)?.[1];
      if (!token) throw new Fault('UNAUTHENTICATED', 'The authorization header must be "Bearer <token>".');
      return (await verifyLive(token)).caller;
    },
    identifyToken: (token) => verifyLive(BEARER.exec(token)?.[1] ?? token),
  };
}
