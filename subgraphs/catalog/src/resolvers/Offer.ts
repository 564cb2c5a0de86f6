import { canForVendor } from '@bazaar/identity/roles';
import { parseId } from '@bazaar/ids/id';
import { money } from '@bazaar/money/money';
import { describeAvailability, priceIn } from '../domain/offer.ts';
import type { OfferResolvers } from '../generated/resolvers.ts';
import { requireCurrency } from './currency.ts';

export const Offer: OfferResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const offerId = parseId('off', id);
    return offerId && loaders.offers.load(offerId);
  },
  product: (offer, _args, { loaders }) => loaders.products.load(offer.productId),
  variant: async (offer, _args, { loaders }) => {
    // A product page asks for all variants of the product anyway; only one that was removed is not among them.
    const variants = await loaders.variantsOfProduct.load(offer.productId);
    return variants.find((variant) => variant.id === offer.variantId) ?? loaders.variants.load(offer.variantId);
  },
  vendor: (offer) => ({ id: offer.vendorId }),
  price: (offer, args) => {
    const price = priceIn(offer, requireCurrency(args.currency, 'currency'));
    return price && money(price.amount, price.currency);
  },
  compareAtPrice: (offer, args) => {
    const price = priceIn(offer, requireCurrency(args.currency, 'currency'));
    return price && compareAt(price);
  },
  prices: (offer) =>
    offer.prices.map((price) => ({ price: money(price.amount, price.currency), compareAtPrice: compareAt(price) })),
  availability: (offer) => ({ status: describeAvailability(offer), available: offer.available }),
  stock: (offer, _args, { viewer, loaders }) =>
    canForVendor(viewer, offer.vendorId, 'catalog.stock.write') ? loaders.levelsOfOffer.load(offer.id) : null,
};

function compareAt({ compareAtAmount, currency }: Parameters<typeof priceIn>[0]['prices'][number]) {
  return compareAtAmount === null ? null : money(compareAtAmount, currency);
}
