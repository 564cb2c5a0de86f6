import { announce } from '@bazaar/events/announce';
import { newId } from '@bazaar/ids/id';
import { isUniqueViolation } from '@bazaar/postgres/errors';
import { isEmail } from '@bazaar/subgraph/email';
import { requireWithin } from '@bazaar/subgraph/rate-limit';
import type { UsersContext } from '../context.ts';
import { isAcceptablePassword } from '../domain/password-rules.ts';
import { profileProblems, type ProfileProblem } from '../domain/profile-rules.ts';
import type { User } from '../domain/user.ts';
import { recordAudit } from '../storage/audit.ts';
import { insertUser } from '../storage/users.ts';
import { openSession, type SessionTokens } from './open-session.ts';
import { REGISTRATIONS_OF_ADDRESS } from './sign-in-limits.ts';

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: string;
}

export type RegisterProblem =
  | ProfileProblem
  | { readonly kind: 'emailInvalid' }
  | { readonly kind: 'emailTaken' }
  | { readonly kind: 'passwordWeak' };

export type RegisterOutcome =
  | { readonly kind: 'registered'; readonly user: User; readonly tokens: SessionTokens }
  | { readonly kind: 'refused'; readonly problems: readonly RegisterProblem[] };

/**
 * Creates an account, signs it in and announces it, in one transaction.
 * @throws Fault `RATE_LIMITED` after too many accounts from one address; what cannot become one does not count.
 */
export async function registerUser(
  context: Pick<
    UsersContext,
    'inTransaction' | 'now' | 'passwords' | 'keyRing' | 'ephemeral' | 'log' | 'clientAddress'
  >,
  registration: Registration,
): Promise<RegisterOutcome> {
  const problems = registrationProblems(registration);
  if (problems.length > 0) return { kind: 'refused', problems };
  if (context.clientAddress !== null) await requireWithin(REGISTRATIONS_OF_ADDRESS, context.clientAddress, context);
  const passwordHash = await context.passwords.hash(registration.password);
  const now = context.now();
  const user: User = {
    id: newId('usr'),
    email: registration.email,
    passwordHash,
    firstName: registration.firstName.trim(),
    lastName: registration.lastName.trim(),
    locale: registration.locale,
    roles: ['CUSTOMER'],
    status: 'ACTIVE',
    version: 1,
    createdAt: now,
    lastSignInAt: now,
  };
  try {
    return await context.inTransaction(async (tx) => {
      await insertUser(tx, user);
      const tokens = await openSession(context, tx, user);
      await recordAudit(tx, { action: 'user.registered', actorId: user.id, resource: user.id, at: now });
      await announce(tx, {
        type: 'user.registered',
        aggregateId: user.id,
        sequence: user.version,
        data: {
          userId: user.id,
          email: user.email,
          firstName: user.firstName,
          lastName: user.lastName,
          locale: user.locale,
        },
      });
      return { kind: 'registered', user, tokens };
    });
  } catch (error) {
    if (isUniqueViolation(error, 'user_account_email_unique'))
      return { kind: 'refused', problems: [{ kind: 'emailTaken' }] };
    throw error;
  }
}

function registrationProblems(registration: Registration): RegisterProblem[] {
  const problems: RegisterProblem[] = profileProblems(registration);
  if (!isEmail(registration.email)) problems.push({ kind: 'emailInvalid' });
  if (!isAcceptablePassword(registration.password, registration)) problems.push({ kind: 'passwordWeak' });
  return problems;
}
