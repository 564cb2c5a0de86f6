import { Fault } from '@bazaar/runtime/faults';
import type { UsersContext } from '../context.ts';
import type { User } from '../domain/user.ts';
import { recordAudit } from '../storage/audit.ts';
import { findUserByEmail, touchLastSignIn } from '../storage/users.ts';
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
  context: Pick<UsersContext, 'reader' | 'inTransaction' | 'now' | 'passwords' | 'keyRing' | 'ephemeral'>,
  credentials: { readonly email: string; readonly password: string },
): Promise<SignInOutcome> {
  const attempts = `sign-in:${credentials.email.toLowerCase().slice(0, 254)}`;
  if ((await context.ephemeral.counters.increment(attempts, WINDOW_MS)) > MAX_ATTEMPTS)
    throw new Fault('RATE_LIMITED', 'Too many attempts for this address. Try again in some minutes.');

  const user = await findUserByEmail(context.reader, credentials.email);
  const right = await context.passwords.verify(user?.passwordHash ?? null, credentials.password);
  const now = context.now();
  if (!user || !right || user.status !== 'ACTIVE') {
    if (user)
      await context.inTransaction((tx) =>
        recordAudit(tx, { action: 'user.sign_in_failed', actorId: null, resource: user.id, at: now }),
      );
    return { kind: 'credentialsInvalid' };
  }
  return context.inTransaction(async (tx) => {
    await touchLastSignIn(tx, user.id, now);
    const tokens = await openSession(context, tx, user);
    await recordAudit(tx, { action: 'user.signed_in', actorId: user.id, resource: user.id, at: now });
    return { kind: 'signedIn', user: { ...user, lastSignInAt: now }, tokens };
  });
}
