import type { MutationResolvers } from '../../generated/resolvers.ts';
import { userError } from '../../errors.ts';
import { refreshSession } from '../../operations/refresh-session.ts';

export const sessionRefresh: MutationResolvers['sessionRefresh'] = async (_parent, { input }, context) => {
  const outcome = await refreshSession(context, input.refreshToken);
  return outcome.kind === 'refreshed'
    ? { user: outcome.user, tokens: outcome.tokens, userErrors: [] }
    : { userErrors: [userError('refreshTokenInvalid', 'refreshToken')] };
};
