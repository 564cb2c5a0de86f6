import type { MutationResolvers } from '../../generated/resolvers.ts';
import { changeVendorStatus } from '../change-vendor-status.ts';

export const vendorApprove: MutationResolvers['vendorApprove'] = (_parent, { input }, context) =>
  changeVendorStatus(context, input, 'ACTIVE');
