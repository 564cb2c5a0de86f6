import { idToUuid } from '@bazaar/ids/id';
import type { VendorId } from '@bazaar/ids/kinds';
import { query } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';

export interface VendorCopy {
  readonly id: VendorId;
  readonly handle: string;
  readonly name: string;
  readonly status: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
  /** The vendor's version it was made of. */
  readonly sequence: number;
}

/** Saves a copy unless a newer one is there. Says whether the vendor may now sell and could not before, or the other way round. */
export async function saveVendorCopy(tx: Tx, copy: VendorCopy): Promise<{ sellingChanged: boolean }> {
  const { id, handle, name, status, sequence } = copy;
  const [row] = await query<{ selling_changed: boolean }>(
    tx,
    `with before as (select status from vendor_copy where id = $1),
     saved as (
       insert into vendor_copy as v (id, handle, name, status, sequence) values ($1, $2, $3, $4, $5)
       on conflict (id) do update set handle = $2, name = $3, status = $4, sequence = $5 where v.sequence < $5
       returning status
     )
     select (saved.status = 'ACTIVE') <> coalesce((select before.status = 'ACTIVE' from before), false) as selling_changed from saved`,
    [idToUuid(id), handle, name, status, sequence],
  );
  return { sellingChanged: row?.selling_changed ?? false };
}
