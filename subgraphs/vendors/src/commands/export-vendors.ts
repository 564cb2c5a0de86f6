import { requireId } from '@bazaar/ids/id';
import type { CommandHandler } from '@bazaar/subgraph/commands';
import type { VendorsContext } from '../context.ts';
import { listVendorsAfter } from '../storage/vendors.ts';

/** What others keep copies of, page by page: what the events about each vendor carry, as of its present version. */
export const exportVendors: CommandHandler<VendorsContext, 'vendors.exportVendors'> = async (
  { reader },
  { after, limit },
) => {
  const vendors = await listVendorsAfter(reader, after === null ? null : requireId('vnd', after), limit);
  return {
    vendors: vendors.map(({ id, handle, name, status, version }) => ({ vendorId: id, handle, name, status, version })),
  };
};
