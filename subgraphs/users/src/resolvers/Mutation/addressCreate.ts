import { requireUser } from '@bazaar/identity/guards';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { addressErrors, userError } from '../../errors.ts';
import { createAddress } from '../../operations/create-address.ts';

export const addressCreate: MutationResolvers['addressCreate'] = async (_parent, { input }, context) => {
  const outcome = await createAddress(context, requireUser(context.viewer), {
    recipient: input.recipient,
    company: input.company ?? null,
    line1: input.line1,
    line2: input.line2 ?? null,
    city: input.city,
    region: input.region ?? null,
    postalCode: input.postalCode ?? null,
    country: input.country,
    phone: input.phone ?? null,
  });
  switch (outcome.kind) {
    case 'created':
      return { address: outcome.address, userErrors: [] };
    case 'refused':
      return { userErrors: addressErrors(outcome.problems) };
    case 'limitReached':
      return { userErrors: [userError('limitReached')] };
  }
};
