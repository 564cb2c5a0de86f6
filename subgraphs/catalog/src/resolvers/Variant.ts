import { parseId } from '@bazaar/ids/id';
import type { VariantResolvers } from '../generated/resolvers.ts';
import { requireCurrency } from './currency.ts';
import { orderOffers } from './offer-list.ts';

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
  offers: async (variant, args, { loaders }) => {
    const currency = args.currency == null ? null : requireCurrency(args.currency, 'currency');
    const offers = await loaders.offersOfProduct.load(variant.productId);
    return orderOffers(
      offers.filter((offer) => offer.variantId === variant.id),
      currency,
    );
  },
};
