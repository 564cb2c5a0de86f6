import type { MutationResolvers } from '../../generated/resolvers.ts';
import { changeVendorStatus } from '../change-vendor-status.ts';

export const vendorReject: MutationResolvers['vendorReject'] = (_parent, { input }, context) =>
  changeVendorStatus(context, input, 'REJECTED');
