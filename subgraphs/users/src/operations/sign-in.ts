import { EphemeralUnavailable } from '@bazaar/ephemeral/ephemeral-unavailable';
import { Fault } from '@bazaar/runtime/faults';
import type { UsersContext } from '../context.ts';
import type { User } from '../domain/user.ts';
import { recordAudit } from '../storage/audit.ts';
import { findUserByEmail, noteSignIn } from '../storage/users.ts';
import { openSession, type SessionTokens } from './open-session.ts';

/** Attempts for one address within {@link WINDOW_MS}, after which it is refused for the rest of that time. */
const MAX_ATTEMPTS = 30;
const WINDOW_MS = 15 * 60_000;

export type SignInOutcome =
  | { readonly kind: 'signedIn'; readonly user: User; readonly tokens: SessionTokens }
  | { readonly kind: 'credentialsInvalid' };

/**
 * Signs a user in. An unknown address, a wrong password and a suspended account answer alike and take as long.
 * @throws Fault `RATE_LIMITED` after too many attempts for the address.
 */
export async function signIn(
  context: Pick<UsersContext, 'reader' | 'inTransaction' | 'now' | 'passwords' | 'keyRing' | 'ephemeral' | 'log'>,
  credentials: { readonly email: string; readonly password: string },
): Promise<SignInOutcome> {
  if ((await countAttempt(context, credentials.email)) > MAX_ATTEMPTS)
    throw new Fault('RATE_LIMITED', 'Too many attempts for this address. Try again in some minutes.');

  const user = await findUserByEmail(context.reader, credentials.email);
  const right = await context.passwords.verify(user?.passwordHash ?? null, credentials.password);
  const now = context.now();
  if (!user) return { kind: 'credentialsInvalid' };
  return context.inTransaction(async (tx) => {
    // A password that was changed since it was read is not right any more, and must not open a session that outlives the change.
    const accepted = right ? await noteSignIn(tx, user, now) : null;
    if (!accepted) {
      await recordAudit(tx, { action: 'user.sign_in_failed', actorId: null, resource: user.id, at: now });
      return { kind: 'credentialsInvalid' };
    }
    const tokens = await openSession(context, tx, accepted);
    await recordAudit(tx, { action: 'user.signed_in', actorId: user.id, resource: user.id, at: now });
    return { kind: 'signedIn', user: accepted, tokens };
  });
}

/** Attempts for an address in the current window. While they cannot be counted, signing in stays possible: hashing bounds what guessing gains. */
async function countAttempt(
  { ephemeral, log }: Pick<UsersContext, 'ephemeral' | 'log'>,
  email: string,
): Promise<number> {
  try {
    return await ephemeral.counters.increment(`sign-in:${email.toLowerCase().slice(0, 254)}`, WINDOW_MS);
  } catch (error) {
    if (!(error instanceof EphemeralUnavailable)) throw error;
    log.warn({ err: error }, 'sign-in attempts are not counted');
    return 0;
  }
}
