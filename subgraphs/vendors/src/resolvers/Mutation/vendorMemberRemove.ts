import { changeVendorMembers } from '../change-vendor-members.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { removeMember } from '../../operations/change-members.ts';

export const vendorMemberRemove: MutationResolvers['vendorMemberRemove'] = (_parent, { input }, context) =>
  changeVendorMembers(context, input, (actor, vendorId, userId) => removeMember(context, actor, vendorId, userId));
