import { canForVendor } from '@bazaar/identity/roles';
import { parseId, type Id } from '@bazaar/ids/id';
import { parsePage, toConnection, type PageArguments } from '@bazaar/subgraph/connections';
import type { VendorResolvers } from '../generated/resolvers.ts';
import { loadPage, noProducts } from './product-list.ts';

/** What catalog contributes to a vendor. Ids that name none have nothing here. */
export const Vendor: VendorResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  products: async ({ id }, args, context) => {
    const vendorId = parseId('vnd', id);
    if (!vendorId) return noProducts(args);
    const { loaders } = context;
    const page = parseIdPage('prd', args);
    const ids = await loaders.productIdsOfVendor(page).load(vendorId);
    const connection = await loadPage(context, ids, page, (productId) => productId);
    return { ...connection, correctedQuery: null, count: () => loaders.productCountOfVendor.load(vendorId) };
  },
  offers: async ({ id }, args, { loaders }) => {
    const vendorId = parseId('vnd', id);
    const page = parseIdPage('off', args);
    if (!vendorId) return { ...toConnection([], page, () => null), count: () => 0 };
    const offers = await loaders.offersOfVendor(page).load(vendorId);
    const count = () => loaders.offerCountOfVendor.load(vendorId);
    return { ...toConnection(offers, page, (offer) => offer.id), count };
  },
  warehouses: ({ id }, _args, { viewer, loaders }) => {
    const vendorId = parseId('vnd', id);
    return vendorId && canForVendor(viewer, vendorId, 'catalog.stock.write')
      ? loaders.warehousesOfVendor.load(vendorId)
      : null;
  },
};

function parseIdPage<Prefix extends string>(prefix: Prefix, args: PageArguments) {
  return parsePage<Id<Prefix>>(args, (cursor) => (typeof cursor === 'string' ? parseId(prefix, cursor) : null));
}
