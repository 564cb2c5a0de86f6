import type { SessionDenylist } from '@bazaar/ephemeral/session-denylist';
import { Fault } from '@bazaar/runtime/faults';
import type { VerifiedToken, VerifyAccessToken } from './access-tokens.ts';

/** Sessions that ended before their access tokens did. It fails open: see `SessionDenylist`. */
export type Denylist = Pick<SessionDenylist, 'isDenied' | 'onDenied'>;

/**
 * Tells whose token an `Authorization` header bears. Null: this gateway identifies nobody, and tokens are for subgraphs to judge.
 * @throws Fault `UNAUTHENTICATED`
 */
export type Identify = (authorization: string) => Promise<VerifiedToken | null>;

/** Of a gateway that knows no issuer of tokens. */
export const identifyNobody: Identify = () => Promise.resolve(null);

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i;

export function createIdentify(verify: VerifyAccessToken, denylist: Denylist): Identify {
  return async (authorization) => {
    const token = BEARER.exec(authorization)?.[1];
    if (!token) throw new Fault('UNAUTHENTICATED', 'The authorization header must be "Bearer <token>".');
    const verified = await verify(token);
    if (await denylist.isDenied(verified.caller.sid)) throw new Fault('UNAUTHENTICATED', 'The session has ended.');
    return verified;
  };
}
