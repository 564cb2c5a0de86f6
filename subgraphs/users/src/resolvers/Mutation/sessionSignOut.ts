import { requireUser } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { userError } from '../../errors.ts';
import { signOut } from '../../operations/sign-out.ts';

export const sessionSignOut: MutationResolvers['sessionSignOut'] = async (_parent, { input }, context) => {
  const user = requireUser(context.viewer);
  const sessionId = input.sessionId == null ? user.sessionId : parseId('ses', input.sessionId);
  const outcome = sessionId ? await signOut(context, user, sessionId) : null;
  return outcome?.kind === 'signedOut'
    ? { sessionId: outcome.sessionId, userErrors: [] }
    : { userErrors: [userError('sessionNotFound', 'sessionId')] };
};
