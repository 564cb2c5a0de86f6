import { changeVendorMembers } from '../change-vendor-members.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { addMember } from '../../operations/change-members.ts';

export const vendorMemberAdd: MutationResolvers['vendorMemberAdd'] = (_parent, { input }, context) =>
  changeVendorMembers(context, input, (actor, vendorId, userId) =>
    addMember(context, actor, vendorId, userId, input.role),
  );
