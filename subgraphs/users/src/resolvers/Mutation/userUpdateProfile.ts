import { requireUser } from '@bazaar/identity/guards';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { userError } from '../../errors.ts';
import { updateProfile } from '../../operations/update-profile.ts';

export const userUpdateProfile: MutationResolvers['userUpdateProfile'] = async (_parent, { input }, context) => {
  const outcome = await updateProfile(context, requireUser(context.viewer), {
    firstName: input.firstName ?? undefined,
    lastName: input.lastName ?? undefined,
    locale: input.locale ?? undefined,
  });
  switch (outcome.kind) {
    case 'updated':
      return { user: outcome.user, userErrors: [] };
    case 'notFound':
      return { userErrors: [userError('userNotFound')] };
    case 'refused':
      return {
        userErrors: outcome.problems.map((problem) =>
          userError(problem.kind, problem.kind === 'nameInvalid' ? problem.field : 'locale'),
        ),
      };
  }
};
