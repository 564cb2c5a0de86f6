import { parseId } from '@bazaar/ids/id';
import { maySeeVendor } from '../../access/holds-permission.ts';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { findVendorByHandle } from '../../storage/vendors.ts';

export const vendor: QueryResolvers['vendor'] = async (_parent, args, context) => {
  const id = args.id == null ? null : parseId('vnd', args.id);
  const byHandle = args.id == null && args.handle != null;
  const found = id
    ? await context.loaders.vendors.load(id)
    : byHandle
      ? await findVendorByHandle(context.reader, args.handle ?? '')
      : null;
  return found && (await maySeeVendor(context, found)) ? found : null;
};
