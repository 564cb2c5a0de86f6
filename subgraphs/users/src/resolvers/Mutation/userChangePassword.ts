import { requireUser } from '@bazaar/identity/guards';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { userError } from '../../errors.ts';
import { changePassword } from '../../operations/change-password.ts';

export const userChangePassword: MutationResolvers['userChangePassword'] = async (_parent, { input }, context) => {
  const outcome = await changePassword(context, requireUser(context.viewer), input);
  switch (outcome.kind) {
    case 'changed':
      return { user: outcome.user, userErrors: [] };
    case 'credentialsInvalid':
      return { userErrors: [userError(outcome.kind, 'currentPassword')] };
    case 'passwordWeak':
      return { userErrors: [userError(outcome.kind, 'newPassword')] };
  }
};
