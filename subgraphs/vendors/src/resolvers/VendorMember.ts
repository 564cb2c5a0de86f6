import type { VendorMemberResolvers } from '../generated/resolvers.ts';

export const VendorMember: VendorMemberResolvers = {
  user: (member) => ({ id: member.userId }),
  vendor: (member, _args, { loaders }) => loaders.vendors.load(member.vendorId),
};
