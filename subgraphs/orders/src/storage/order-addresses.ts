import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { OrderId } from '@bazaar/ids/kinds';
import { query } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { PostalAddress } from '../domain/postal-address.ts';

/** What a vendor may know of the order around its part. */
export interface OrderAddresses {
  readonly shippingAddress: PostalAddress | null;
}

/** In the order of `ids`. */
export async function listAddressesOfOrders(
  reader: Reader,
  ids: readonly OrderId[],
): Promise<(OrderAddresses | null)[]> {
  const rows = await query<{ id: string; shipping_address: PostalAddress | null }>(
    reader,
    'select id, shipping_address from order_ where id = any($1)',
    [ids.map(idToUuid)],
  );
  const byId = new Map(rows.map((row) => [idFromUuid('ord', row.id), { shippingAddress: row.shipping_address }]));
  return ids.map((id) => byId.get(id) ?? null);
}
