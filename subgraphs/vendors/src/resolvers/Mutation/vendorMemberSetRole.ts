import { changeVendorMembers } from '../change-vendor-members.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { setMemberRole } from '../../operations/change-members.ts';

export const vendorMemberSetRole: MutationResolvers['vendorMemberSetRole'] = (_parent, { input }, context) =>
  changeVendorMembers(context, input, (actor, vendorId, userId) =>
    setMemberRole(context, actor, vendorId, userId, input.role),
  );
