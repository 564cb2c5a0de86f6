import { requireUser } from '@bazaar/identity/guards';
import { payload, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { createOffer } from '../../operations/create-offer.ts';
import { InputParser } from '../parse-input.ts';

export const offerCreate: MutationResolvers['offerCreate'] = async (_parent, { input }, context) => {
  requireUser(context.viewer);
  const parse = new InputParser();
  const offer = {
    vendorId: parse.id('vnd', input.vendorId, 'VENDOR_NOT_FOUND', 'vendorId'),
    variantId: parse.id('var', input.variantId, 'VARIANT_NOT_FOUND', 'variantId'),
    sku: input.sku,
    condition: input.condition,
    leadTimeDays: input.leadTimeDays,
    minQuantity: input.minQuantity,
    maxQuantity: input.maxQuantity ?? null,
    prices: parse.prices(input.prices),
    tracksStock: input.tracksStock ?? null,
  };
  if (parse.problems.length > 0) return { userErrors: parse.problems.map(userError) };
  return payload(context, 'offer', await createOffer(context, offer));
};
