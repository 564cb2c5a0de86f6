import { requirePermission } from '@bazaar/identity/guards';
import { isIdOf } from '@bazaar/ids/id';
import type { VendorId } from '@bazaar/ids/kinds';
import { parsePage, toConnection } from '@bazaar/subgraph/connections';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { countVendors, listVendors } from '../../storage/vendors.ts';

export const vendors: QueryResolvers['vendors'] = async (_parent, args, { viewer, reader }) => {
  const status = args.where?.status ?? 'ACTIVE';
  if (status !== 'ACTIVE') requirePermission(viewer, 'vendor.approve');
  const page = parsePage<VendorId>(args, (key) => (typeof key === 'string' && isIdOf('vnd', key) ? key : null));
  const connection = toConnection(await listVendors(reader, status, page), page, (vendor) => vendor.id);
  return { ...connection, count: () => countVendors(reader, status) };
};
