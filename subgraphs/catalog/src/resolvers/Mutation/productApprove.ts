import { requirePermission } from '@bazaar/identity/guards';
import { payload, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { changeProductStatus } from '../../operations/change-product-status.ts';
import { InputParser } from '../parse-input.ts';

export const productApprove: MutationResolvers['productApprove'] = async (_parent, { input }, context) => {
  requirePermission(context.viewer, 'catalog.product.review');
  const parse = new InputParser();
  const id = parse.id('prd', input.productId, 'PRODUCT_NOT_FOUND', 'productId');
  if (parse.problems.length > 0) return { userErrors: parse.problems.map(userError) };
  return payload(context, 'product', await changeProductStatus(context, id, 'approve'));
};
