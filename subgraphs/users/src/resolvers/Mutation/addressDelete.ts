import { requireUser } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { userError } from '../../errors.ts';
import { deleteAddress } from '../../operations/delete-address.ts';

export const addressDelete: MutationResolvers['addressDelete'] = async (_parent, { input }, context) => {
  const viewer = requireUser(context.viewer);
  const id = parseId('adr', input.addressId);
  const outcome = id ? await deleteAddress(context, viewer, id) : null;
  return outcome?.kind === 'deleted'
    ? { addressId: id, userErrors: [] }
    : { userErrors: [userError('addressNotFound', 'addressId')] };
};
