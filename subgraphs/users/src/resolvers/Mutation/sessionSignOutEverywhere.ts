import { requireUser } from '@bazaar/identity/guards';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { signOutEverywhere } from '../../operations/sign-out.ts';

export const sessionSignOutEverywhere: MutationResolvers['sessionSignOutEverywhere'] = async (
  _parent,
  { input },
  context,
) => ({
  endedSessions: await signOutEverywhere(context, requireUser(context.viewer), input.keepCurrent),
  userErrors: [],
});
