import { parseId } from '@bazaar/ids/id';
import type { VariantResolvers } from '../generated/resolvers.ts';
import { listOffersOf } from './offer-list.ts';

export const Variant: VariantResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const variantId = parseId('var', id);
    return variantId && loaders.variants.load(variantId);
  },
  selectedOptions: async (variant, _args, { loaders }) => {
    const product = await loaders.products.load(variant.productId);
    return variant.optionValues.map((value, index) => ({ name: product?.options[index]?.name ?? '', value }));
  },
  product: (variant, _args, { loaders }) => loaders.products.load(variant.productId),
  offers: ({ id: variantId, productId }, args, context) => listOffersOf(context, { productId, variantId }, args),
};
