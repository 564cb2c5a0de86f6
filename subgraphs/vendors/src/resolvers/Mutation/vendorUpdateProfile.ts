import { parseId } from '@bazaar/ids/id';
import { holdsPermission } from '../../access/holds-permission.ts';
import { userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { updateProfile } from '../../operations/update-profile.ts';

export const vendorUpdateProfile: MutationResolvers['vendorUpdateProfile'] = async (_parent, { input }, context) => {
  const vendorId = parseId('vnd', input.vendorId);
  if (!vendorId || !(await holdsPermission(context, vendorId, 'vendor.profile.write')))
    return { userErrors: [userError('notFound')] };
  const { handle, name, description, website, avatarUrl, phone } = input;
  const outcome = await updateProfile(context, vendorId, {
    // Null means "stays" where a vendor cannot do without the field, and "take it away" where it can.
    ...(handle != null && { handle }),
    ...(name != null && { name }),
    ...(description != null && { description }),
    ...(website !== undefined && { website }),
    ...(avatarUrl !== undefined && { avatarUrl }),
    ...(phone !== undefined && { phone }),
  });
  switch (outcome.kind) {
    case 'updated':
      return { vendor: outcome.vendor, userErrors: [] };
    case 'refused':
      return { userErrors: outcome.problems.map(userError) };
    case 'notFound':
      return { userErrors: [userError('notFound')] };
  }
};
