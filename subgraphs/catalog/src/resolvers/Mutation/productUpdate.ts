import { requireUser } from '@bazaar/identity/guards';
import { payload, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { updateProduct } from '../../operations/update-product.ts';
import { InputParser } from '../parse-input.ts';

export const productUpdate: MutationResolvers['productUpdate'] = async (_parent, { input }, context) => {
  requireUser(context.viewer);
  const parse = new InputParser();
  const id = parse.id('prd', input.productId, 'PRODUCT_NOT_FOUND', 'productId');
  const changes = {
    title: input.title ?? undefined,
    slug: input.slug ?? undefined,
    description: input.description ?? undefined,
    options: input.options ?? undefined,
    variants: input.variants ? parse.variants(input.variants) : undefined,
    attributes: input.attributes ?? undefined,
    tags: input.tags ? [...new Set(input.tags)] : undefined,
    categoryIds: input.categoryIds
      ? parse.ids('cat', input.categoryIds, 'CATEGORY_NOT_FOUND', 'categoryIds')
      : undefined,
    primaryCategoryId:
      parse.optionalId('cat', input.primaryCategoryId, 'CATEGORY_NOT_FOUND', 'primaryCategoryId') ?? undefined,
  };
  if (parse.problems.length > 0) return { userErrors: parse.problems.map(userError) };
  return payload(context, 'product', await updateProduct(context, id, changes));
};
