import { changeVendorMembers } from '../../change-vendor-members.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { addMember } from '../../operations/change-members.ts';

export const vendorMemberAdd: MutationResolvers['vendorMemberAdd'] = (_parent, { input }, context) =>
  changeVendorMembers(context, input, (vendorId, userId) => addMember(context, vendorId, userId, input.role));
