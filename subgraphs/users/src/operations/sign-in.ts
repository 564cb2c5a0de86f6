import { requireWithin } from '@bazaar/subgraph/rate-limit';
import { createHash } from 'node:crypto';
import type { UsersContext } from '../context.ts';
import type { User } from '../domain/user.ts';
import { recordAudit } from '../storage/audit.ts';
import { findUserByEmail, noteSignIn } from '../storage/users.ts';
import { makeRoomForSession } from './end-sessions.ts';
import { openSession, type SessionTokens } from './open-session.ts';
import {
  ADDRESS_IS_KNOWN_MS,
  SIGN_INS_AT_ACCOUNT,
  SIGN_INS_OF_ADDRESS,
  SIGN_INS_OF_ADDRESS_AT_ACCOUNT,
} from './sign-in-limits.ts';

export type SignInOutcome =
  | { readonly kind: 'signedIn'; readonly user: User; readonly tokens: SessionTokens }
  | { readonly kind: 'credentialsInvalid' };

type Context = Pick<
  UsersContext,
  | 'reader'
  | 'inTransaction'
  | 'now'
  | 'passwords'
  | 'keyRing'
  | 'sessionDenylist'
  | 'ephemeral'
  | 'log'
  | 'clientAddress'
>;

/**
 * Signs a user in. An unknown address, a wrong password and a suspended account answer alike and take as long.
 * @throws Fault `RATE_LIMITED` after too many attempts, see sign-in-limits.ts.
 */
export async function signIn(
  context: Context,
  credentials: { readonly email: string; readonly password: string },
): Promise<SignInOutcome> {
  const { clientAddress, ephemeral } = context;
  if (clientAddress !== null) await requireWithin(SIGN_INS_OF_ADDRESS, clientAddress, context);
  const user = await findUserByEmail(context.reader, credentials.email);
  const account = accountKey(user, credentials.email);
  // Null when it is not known where the client is: then it is one stranger among many.
  const pair = clientAddress === null ? null : `${account} ${clientAddress}`;
  if (pair !== null) await requireWithin(SIGN_INS_OF_ADDRESS_AT_ACCOUNT, pair, context);
  const isKnown = pair !== null && (await ephemeral.cache.get(`signed-in:${pair}`)) !== null;
  if (!isKnown) await requireWithin(SIGN_INS_AT_ACCOUNT, account, context);

  const right = await context.passwords.verify(user?.passwordHash ?? null, credentials.password);
  if (!user) return { kind: 'credentialsInvalid' };
  const outcome = await openForRightPassword(context, user, right);
  if (outcome.kind === 'signedIn' && pair !== null)
    await ephemeral.cache.set(`signed-in:${pair}`, '', ADDRESS_IS_KNOWN_MS);
  return outcome;
}

/**
 * What attempts at an account count under. Its id, when there is one: texts that Postgres takes for the same e-mail address are more than those that
 * a lower-casing of ours would equate, and each would be a count of its own.
 */
function accountKey(user: User | null, email: string): string {
  return user?.id ?? `nobody-${createHash('sha256').update(email.toLowerCase()).digest('base64url')}`;
}

function openForRightPassword(context: Context, user: User, right: boolean): Promise<SignInOutcome> {
  const now = context.now();
  return context.inTransaction(async (tx) => {
    // A password that was changed since it was read is not right any more, and must not open a session that outlives the change.
    const accepted = right ? await noteSignIn(tx, user, now) : null;
    if (!accepted) {
      await recordAudit(tx, { action: 'user.sign_in_failed', actorId: null, resource: user.id, at: now });
      return { kind: 'credentialsInvalid' };
    }
    await makeRoomForSession(context, tx, accepted.id);
    const tokens = await openSession(context, tx, accepted);
    await recordAudit(tx, { action: 'user.signed_in', actorId: user.id, resource: user.id, at: now });
    return { kind: 'signedIn', user: accepted, tokens };
  });
}
