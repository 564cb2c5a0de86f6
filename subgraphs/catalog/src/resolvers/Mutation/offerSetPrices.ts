import { requireUser } from '@bazaar/identity/guards';
import { payload, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { setOfferPrices } from '../../operations/change-offer.ts';
import { InputParser } from '../parse-input.ts';

export const offerSetPrices: MutationResolvers['offerSetPrices'] = async (_parent, { input }, context) => {
  requireUser(context.viewer);
  const parse = new InputParser();
  const id = parse.id('off', input.offerId, 'OFFER_NOT_FOUND', 'offerId');
  const prices = parse.prices(input.prices);
  if (parse.problems.length > 0) return { userErrors: parse.problems.map(userError) };
  return payload(context, 'offer', await setOfferPrices(context, id, prices));
};
