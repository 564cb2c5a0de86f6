import type { MutationResolvers } from '../../generated/resolvers.ts';
import { userError } from '../../errors.ts';
import { signIn } from '../../operations/sign-in.ts';

export const userSignIn: MutationResolvers['userSignIn'] = async (_parent, { input }, context) => {
  const outcome = await signIn(context, input);
  return outcome.kind === 'signedIn'
    ? { user: outcome.user, tokens: outcome.tokens, userErrors: [] }
    : { userErrors: [userError('credentialsInvalid')] };
};
