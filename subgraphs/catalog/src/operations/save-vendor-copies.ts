import { noteChanged } from '@bazaar/events/changed';
import type { VendorId } from '@bazaar/ids/kinds';
import type { Tx } from '@bazaar/postgres/tx';
import type { Repairs, VendorCopy } from '../domain/vendor-copy.ts';
import { requestIndexOfVendors } from '../storage/product-index.ts';
import { findVendorCopies, lockVendorCopies, repairVendorCopies, saveVendorCopies } from '../storage/vendor-copies.ts';

const NO_REPAIRS: Repairs = { overwrite: [], remove: [] };

/**
 * Saves copies of vendors, unless newer ones are there, and repairs others. Where that brings a vendor's offers on the market or takes them off,
 * its products are indexed anew. Returns how many copies are others than before, and how many are gone.
 *
 * What was there is held first: whoever else changes it at this moment is seen, or comes after and sees this. Of a copy that was not there nobody
 * knows what another transaction makes of it, so its products are indexed in any case.
 */
export async function saveCopies(
  tx: Tx,
  copies: readonly VendorCopy[],
  repairs: Repairs = NO_REPAIRS,
): Promise<{ readonly changed: number; readonly removed: number }> {
  const ids = [
    ...new Set([...copies, ...repairs.remove, ...repairs.overwrite.map(({ by }) => by)].map(({ id }) => id)),
  ];
  const before = await lockVendorCopies(tx, ids);
  await saveVendorCopies(tx, copies);
  await repairVendorCopies(tx, repairs);
  const after = await findVendorCopies(tx, ids);
  const turned = ids.filter((id) => sells(after, id) !== (before.has(id) ? sells(before, id) : null));
  // All it offers can be bought now, or cannot be any more.
  if (turned.length > 0) noteChanged(tx, 'Offer:*', 'Product:*', 'Variant:*');
  await requestIndexOfVendors(tx, turned);
  return {
    changed: ids.filter((id) => after.has(id) && !isSame(before.get(id), after.get(id))).length,
    removed: ids.filter((id) => before.has(id) && !after.has(id)).length,
  };
}

function sells(copies: ReadonlyMap<VendorId, VendorCopy>, id: VendorId): boolean {
  return copies.get(id)?.status === 'ACTIVE';
}

function isSame(one: VendorCopy | undefined, other: VendorCopy | undefined): boolean {
  return (
    one?.handle === other?.handle &&
    one?.name === other?.name &&
    one?.status === other?.status &&
    one?.sequence === other?.sequence
  );
}
