import { requireUser } from '@bazaar/identity/guards';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { addressErrors, userError } from '../../errors.ts';
import { createAddress } from '../../operations/create-address.ts';

export const addressCreate: MutationResolvers['addressCreate'] = async (_parent, { input }, context) => {
  const outcome = await createAddress(context, requireUser(context.viewer), input);
  switch (outcome.kind) {
    case 'created':
      return { address: outcome.address, userErrors: [] };
    case 'refused':
      return { userErrors: addressErrors(outcome.problems) };
    case 'limitReached':
      return { userErrors: [userError('limitReached')] };
  }
};
