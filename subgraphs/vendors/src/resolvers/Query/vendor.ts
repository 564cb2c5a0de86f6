import { parseId } from '@bazaar/ids/id';
import { Fault } from '@bazaar/runtime/faults';
import { maySeeVendor } from '../../access/holds-permission.ts';
import type { VendorsContext } from '../../context.ts';
import type { Vendor } from '../../domain/vendor.ts';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { findVendorByHandle } from '../../storage/vendors.ts';

export const vendor: QueryResolvers['vendor'] = async (_parent, { id, handle }, context) => {
  if ((id == null) === (handle == null))
    throw new Fault('BAD_USER_INPUT', 'Give either the id or the handle of a vendor.', { field: ['id'] });
  const found = handle == null ? await findById(context, id ?? '') : await findByHandle(context, handle);
  return found && (await maySeeVendor(context, found)) ? found : null;
};

async function findById({ loaders }: Pick<VendorsContext, 'loaders'>, text: string): Promise<Vendor | null> {
  const id = parseId('vnd', text);
  return id && loaders.vendors.load(id);
}

function findByHandle({ reader }: Pick<VendorsContext, 'reader'>, handle: string): Promise<Vendor | null> {
  // No handle holds U+0000, and Postgres takes no text that does.
  return handle.includes('\0') ? Promise.resolve(null) : findVendorByHandle(reader, handle);
}
