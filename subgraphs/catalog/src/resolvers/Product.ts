import { can, canForVendor } from '@bazaar/identity/roles';
import { parseId } from '@bazaar/ids/id';
import type { CatalogContext } from '../context.ts';
import type { Category } from '../domain/category.ts';
import type { Product as ProductState } from '../domain/product.ts';
import type { ProductResolvers } from '../generated/resolvers.ts';
import { requireCurrency } from './currency.ts';
import { findBestOffer, listOffersOf } from './offer-list.ts';

export const Product: ProductResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const productId = parseId('prd', id);
    return productId && loaders.products.load(productId);
  },
  vendor: (product) => (product.vendorId ? { id: product.vendorId } : null),
  rejectionReason: (product, _args, { viewer }) => (maySeeReview(product, viewer) ? product.rejectionReason : null),
  media: (product, { first }) => product.media.slice(0, Math.max(first ?? product.media.length, 0)),
  variants: (product, _args, { loaders }) => loaders.variantsOfProduct.load(product.id),
  primaryCategory: (product, _args, { loaders }) =>
    product.primaryCategoryId && loaders.categories.load(product.primaryCategoryId),
  categories: async (product, _args, { loaders }) => {
    const categories = await Promise.all(product.categoryIds.map((id) => loaders.categories.load(id)));
    return categories.filter((category): category is Category => category !== null);
  },
  price: (product, args) => {
    const currency = requireCurrency(args.currency, 'currency');
    return product.prices.find((range) => range.currency === currency) ?? null;
  },
  bestOffer: (product, { currency }, context) => findBestOffer(context, product.id, currency),
  offers: (product, args, context) => listOffersOf(context, { productId: product.id, variantId: null }, args),
};

function maySeeReview({ vendorId }: ProductState, viewer: CatalogContext['viewer']): boolean {
  if (vendorId && canForVendor(viewer, vendorId, 'catalog.product.write')) return true;
  return can(viewer, 'catalog.product.read.any');
}
