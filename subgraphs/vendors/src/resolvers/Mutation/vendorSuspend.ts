import type { MutationResolvers } from '../../generated/resolvers.ts';
import { changeVendorStatus } from '../change-vendor-status.ts';

export const vendorSuspend: MutationResolvers['vendorSuspend'] = (_parent, { input }, context) =>
  changeVendorStatus(context, input, 'SUSPENDED');
