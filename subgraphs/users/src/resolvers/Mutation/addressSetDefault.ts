import { requireUser } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { userError } from '../../errors.ts';
import { setDefaultAddress } from '../../operations/set-default-address.ts';

export const addressSetDefault: MutationResolvers['addressSetDefault'] = async (_parent, { input }, context) => {
  const viewer = requireUser(context.viewer);
  const id = parseId('adr', input.addressId);
  const which = { shipping: input.shipping, billing: input.billing };
  const outcome = id ? await setDefaultAddress(context, viewer, id, which) : null;
  return outcome?.kind === 'updated'
    ? { address: outcome.address, userErrors: [] }
    : { userErrors: [userError('addressNotFound', 'addressId')] };
};
