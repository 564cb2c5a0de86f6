import { requireUser } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { addressErrors, userError } from '../../errors.ts';
import { updateAddress } from '../../operations/update-address.ts';

export const addressUpdate: MutationResolvers['addressUpdate'] = async (_parent, { input }, context) => {
  const viewer = requireUser(context.viewer);
  const id = parseId('adr', input.addressId);
  const { firstName, lastName, line1, city, country, company, line2, region, postalCode, phone } = input;
  const change = {
    // Null means "stays" where an address cannot do without the field, and "take it away" where it can.
    ...(firstName != null && { firstName }),
    ...(lastName != null && { lastName }),
    ...(line1 != null && { line1 }),
    ...(city != null && { city }),
    ...(country != null && { country }),
    ...(company !== undefined && { company }),
    ...(line2 !== undefined && { line2 }),
    ...(region !== undefined && { region }),
    ...(postalCode !== undefined && { postalCode }),
    ...(phone !== undefined && { phone }),
  };
  const outcome = id ? await updateAddress(context, viewer, id, change) : ({ kind: 'notFound' } as const);
  switch (outcome.kind) {
    case 'updated':
      return { address: outcome.address, userErrors: [] };
    case 'refused':
      return { userErrors: addressErrors(outcome.problems) };
    case 'notFound':
      return { userErrors: [userError('addressNotFound', 'addressId')] };
  }
};
