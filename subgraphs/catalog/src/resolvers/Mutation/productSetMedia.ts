import { requireUser } from '@bazaar/identity/guards';
import { payload, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { setProductMedia } from '../../operations/set-product-media.ts';
import { InputParser } from '../parse-input.ts';

export const productSetMedia: MutationResolvers['productSetMedia'] = async (_parent, { input }, context) => {
  requireUser(context.viewer);
  const parse = new InputParser();
  const id = parse.id('prd', input.productId, 'PRODUCT_NOT_FOUND', 'productId');
  const media = parse.media(input.media);
  if (parse.problems.length > 0) return { userErrors: parse.problems.map(userError) };
  return payload(context, 'product', await setProductMedia(context, id, media));
};
