import { requireUser } from '@bazaar/identity/guards';
import { payload, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { updateOffer } from '../../operations/change-offer.ts';
import { InputParser } from '../parse-input.ts';

export const offerUpdate: MutationResolvers['offerUpdate'] = async (_parent, { input }, context) => {
  requireUser(context.viewer);
  const parse = new InputParser();
  const id = parse.id('off', input.offerId, 'OFFER_NOT_FOUND', 'offerId');
  if (parse.problems.length > 0) return { userErrors: parse.problems.map(userError) };
  const outcome = await updateOffer(context, id, {
    sku: input.sku ?? undefined,
    leadTimeDays: input.leadTimeDays ?? undefined,
    minQuantity: input.minQuantity ?? undefined,
    maxQuantity: input.maxQuantity,
    isPaused: input.isPaused ?? undefined,
  });
  return payload(context, 'offer', outcome);
};
