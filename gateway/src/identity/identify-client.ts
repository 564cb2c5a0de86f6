import { Fault } from '@bazaar/runtime/faults';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { IdentifyPartner } from '../partners/identify-partner.ts';
import type { KeyHeaders } from '../partners/partner-key.ts';
import type { Partner } from '../partners/partner.ts';
import type { VerifiedToken } from './access-tokens.ts';
import type { Identify } from './identify.ts';

/** Who stands behind a request. */
export interface Identity {
  readonly caller: CallerClaims | null;
  /** Whose key it came with. */
  readonly partner?: Partner | undefined;
  /** Of a user, with its end: for connections that outlive a request. */
  readonly token?: VerifiedToken | undefined;
  /** What a key is good for by now: for the same. */
  readonly lookAgain?: () => Promise<KeyState>;
}

/** `same`: it opens what it did, or that cannot be told now. `changed`: its partner may do something else by now. `ended`: it opens nothing. */
export type KeyState = 'same' | 'changed' | 'ended';

/** Tells who asks by the headers of a request. @throws Fault `UNAUTHENTICATED`, `SUBGRAPH_UNAVAILABLE`, `TIMEOUT` */
export type IdentifyClient = (headers: KeyHeaders) => Promise<Identity>;

const NOBODY: Identity = { caller: null };

/** Whether a request does not even try to tell who asks. */
export function isNobody(headers: KeyHeaders): boolean {
  return headers['authorization'] === undefined && headers['x-api-key'] === undefined;
}

/** By an access token, or by the key of a partner where there are partners. */
export function createIdentifyClient(identify: Identify, identifyPartner?: IdentifyPartner): IdentifyClient {
  return async (headers) => {
    if (isNobody(headers)) return NOBODY;
    const partner = identifyPartner && (await identifyPartner(headers));
    if (partner) {
      const { authorization, 'x-api-key': apiKey } = headers;
      const lookAgain = () => compare(partner, () => identifyPartner({ authorization, 'x-api-key': apiKey }));
      return { caller: partner.caller, partner, lookAgain };
    }
    const { authorization } = headers;
    const token = typeof authorization === 'string' ? await identify(authorization) : null;
    return token ? { caller: token.caller, token } : NOBODY;
  };
}

/** What cannot be told now is no reason to end anything. */
async function compare(before: Partner, identify: () => Promise<Partner | null>): Promise<KeyState> {
  try {
    const now = await identify();
    return now && termsOf(now) === termsOf(before) ? 'same' : 'changed';
  } catch (error) {
    return error instanceof Fault && error.code === 'UNAUTHENTICATED' ? 'ended' : 'same';
  }
}

/** What its partner's operators may change while a key is in use. */
function termsOf({ contract, scopes, requestsPerMinute }: Partner): string {
  return JSON.stringify([contract, scopes.toSorted(), requestsPerMinute]);
}
