import { defineSubgraph } from '@bazaar/subgraph/define-subgraph';
import { allocateStock } from './commands/allocate-stock.ts';
import { quoteOffers } from './commands/quote-offers.ts';
import { releaseStock } from './commands/release-stock.ts';
import { reserveStock } from './commands/reserve-stock.ts';
import { catalogVariables } from './config.ts';
import { createContext } from './context.ts';
import { onOrderCancelled } from './listeners/on-order-cancelled.ts';
import { onOrderShipped } from './listeners/on-order-shipped.ts';
import { onVendorChanged } from './listeners/on-vendor-changed.ts';
import { categoryCreate } from './resolvers/Mutation/categoryCreate.ts';
import { categoryMove } from './resolvers/Mutation/categoryMove.ts';
import { categoryUpdate } from './resolvers/Mutation/categoryUpdate.ts';
import { offerArchive } from './resolvers/Mutation/offerArchive.ts';
import { offerCreate } from './resolvers/Mutation/offerCreate.ts';
import { offerSetPrices } from './resolvers/Mutation/offerSetPrices.ts';
import { offerUpdate } from './resolvers/Mutation/offerUpdate.ts';
import { productApprove } from './resolvers/Mutation/productApprove.ts';
import { productArchive } from './resolvers/Mutation/productArchive.ts';
import { productCreate } from './resolvers/Mutation/productCreate.ts';
import { productSetMedia } from './resolvers/Mutation/productSetMedia.ts';
import { productReject } from './resolvers/Mutation/productReject.ts';
import { productSubmitForReview } from './resolvers/Mutation/productSubmitForReview.ts';
import { productUpdate } from './resolvers/Mutation/productUpdate.ts';
import { stockAdjust } from './resolvers/Mutation/stockAdjust.ts';
import { warehouseCreate } from './resolvers/Mutation/warehouseCreate.ts';
import { Category } from './resolvers/Category.ts';
import { Offer } from './resolvers/Offer.ts';
import { OfferConnection } from './resolvers/OfferConnection.ts';
import { PriceRange } from './resolvers/PriceRange.ts';
import { Product } from './resolvers/Product.ts';
import { ProductConnection } from './resolvers/ProductConnection.ts';
import { Variant } from './resolvers/Variant.ts';
import { Vendor } from './resolvers/Vendor.ts';
import { categories } from './resolvers/Query/categories.ts';
import { category } from './resolvers/Query/category.ts';
import { offer } from './resolvers/Query/offer.ts';
import { product } from './resolvers/Query/product.ts';
import { products } from './resolvers/Query/products.ts';
import { CategoryTable } from './storage/tables/category-table.ts';
import { OfferTable } from './storage/tables/offer-table.ts';
import { ProductTable } from './storage/tables/product-table.ts';
import { VariantTable } from './storage/tables/variant-table.ts';
import { WarehouseTable } from './storage/tables/warehouse-table.ts';
import { expireReservations } from './sweeps/expire-reservations.ts';
import { forgetReservations } from './sweeps/forget-reservations.ts';
import { indexProducts } from './sweeps/index-products.ts';
import { rebuildVendorCopies } from './sweeps/rebuild-vendor-copies.ts';

/** What can be bought: categories, products, offers, stock, search. */
export const catalog = defineSubgraph({
  name: 'catalog',
  root: new URL('../', import.meta.url),
  config: catalogVariables,
  entities: [CategoryTable, ProductTable, VariantTable, OfferTable, WarehouseTable],
  services: () => Promise.resolve({}),
  context: createContext,
  resolvers: {
    Query: { product, products, category, categories, offer },
    Mutation: {
      productCreate,
      productUpdate,
      productSubmitForReview,
      productArchive,
      productSetMedia,
      productApprove,
      productReject,
      offerCreate,
      offerUpdate,
      offerSetPrices,
      offerArchive,
      stockAdjust,
      warehouseCreate,
      categoryCreate,
      categoryUpdate,
      categoryMove,
    },
    Product,
    ProductConnection,
    PriceRange,
    Variant,
    Offer,
    OfferConnection,
    Category,
    Vendor,
  },
  commands: {
    'catalog.quoteOffers': quoteOffers,
    'catalog.reserveStock': reserveStock,
    'catalog.allocateStock': allocateStock,
    'catalog.releaseStock': releaseStock,
  },
  listeners: {
    'vendor.applied': onVendorChanged,
    'vendor.approved': onVendorChanged,
    'vendor.rejected': onVendorChanged,
    'vendor.suspended': onVendorChanged,
    'vendor.profile_changed': onVendorChanged,
    'order.shipped': onOrderShipped,
    'order.cancelled': onOrderCancelled,
  },
  sweeps: [expireReservations, indexProducts, forgetReservations, rebuildVendorCopies],
  rawRoutes: {},
});
