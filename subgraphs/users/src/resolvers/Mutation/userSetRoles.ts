import { requirePermission } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { userError } from '../../errors.ts';
import { setRoles } from '../../operations/set-roles.ts';

export const userSetRoles: MutationResolvers['userSetRoles'] = async (_parent, { input }, context) => {
  const administrator = requirePermission(context.viewer, 'user.write.any');
  const userId = parseId('usr', input.userId);
  if (!userId) return { userErrors: [userError('userNotFound', 'userId')] };
  const outcome = await setRoles(context, administrator, userId, input.roles);
  switch (outcome.kind) {
    case 'changed':
      return { user: outcome.user, userErrors: [] };
    case 'notFound':
      return { userErrors: [userError('userNotFound', 'userId')] };
    case 'notGrantable':
      return { userErrors: [userError('notGrantable', 'roles')] };
  }
};
