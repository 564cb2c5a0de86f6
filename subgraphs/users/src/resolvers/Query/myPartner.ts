import { actingPartner } from '@bazaar/identity/acting-user';
import type { QueryResolvers } from '../../generated/resolvers.ts';

export const myPartner: QueryResolvers['myPartner'] = (_parent, _args, { viewer, loaders }) => {
  const partner = actingPartner(viewer);
  return partner && loaders.partners.load(partner.partnerId);
};
