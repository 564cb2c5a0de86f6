import { requireUser } from '@bazaar/identity/guards';
import { payload, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { createProduct } from '../../operations/create-product.ts';
import { InputParser } from '../parse-input.ts';

export const productCreate: MutationResolvers['productCreate'] = async (_parent, { input }, context) => {
  requireUser(context.viewer);
  const parse = new InputParser();
  const product = {
    vendorId: parse.optionalId('vnd', input.vendorId, 'VENDOR_NOT_FOUND', 'vendorId'),
    title: input.title,
    slug: input.slug ?? null,
    description: input.description,
    isDigital: input.isDigital,
    options: input.options,
    variants: parse.variants(input.variants ?? [{ optionValues: [] }]),
    attributes: input.attributes,
    tags: [...new Set(input.tags)],
    categoryIds: parse.ids('cat', input.categoryIds, 'CATEGORY_NOT_FOUND', 'categoryIds'),
    primaryCategoryId: parse.optionalId('cat', input.primaryCategoryId, 'CATEGORY_NOT_FOUND', 'primaryCategoryId'),
    media: parse.media(input.media),
    submit: input.submit,
  };
  if (parse.problems.length > 0) return { userErrors: parse.problems.map(userError) };
  return payload(context, 'product', await createProduct(context, product));
};
