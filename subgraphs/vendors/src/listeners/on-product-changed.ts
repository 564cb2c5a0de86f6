import type { Listener } from '@bazaar/events/listener';
import { idToUuid, requireId } from '@bazaar/ids/id';
import type { VendorsContext } from '../context.ts';
import { putProduct } from '../storage/vendors.ts';

/** Counts a vendor's products as catalog announces them. */
export const onProductChanged: Listener<VendorsContext, 'product.created' | 'product.status_changed'> = async (
  tx,
  { data, sequence },
) => {
  // A product that an administrator added belongs to no vendor.
  if (data.vendorId === null) return;
  await putProduct(tx, {
    productUuid: idToUuid(requireId('prd', data.productId)),
    vendorId: requireId('vnd', data.vendorId),
    active: data.status === 'ACTIVE',
    sequence,
  });
};
