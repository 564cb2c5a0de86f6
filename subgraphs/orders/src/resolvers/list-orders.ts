import type { UserId, VendorId } from '@bazaar/ids/kinds';
import { parsePage, toConnection } from '@bazaar/subgraph/connections';
import type { OrdersContext } from '../context.ts';
import { countOrdersOfBuyer, countVendorOrders, listOrdersOfBuyer, listVendorOrders } from '../storage/orders.ts';
import { idKey, statusesOf, type ListArguments, type OrderPage, type VendorOrderPage } from './order-page.ts';

/** A page of a buyer's orders, whom the caller has found to be the viewer or within the viewer's rights. */
export async function listBuyersOrders(
  { reader }: Pick<OrdersContext, 'reader'>,
  buyerId: UserId,
  args: ListArguments,
): Promise<OrderPage> {
  const page = parsePage(args, idKey('ord'));
  const filter = statusesOf(args);
  const rows = await listOrdersOfBuyer(reader, buyerId, filter, page);
  return { ...toConnection(rows, page, (order) => order.id), count: () => countOrdersOfBuyer(reader, buyerId, filter) };
}

/** A page of a vendor's orders, which the caller has found to be within the viewer's rights. */
export async function listVendorsOrders(
  { reader }: Pick<OrdersContext, 'reader'>,
  vendorId: VendorId,
  args: ListArguments,
): Promise<VendorOrderPage> {
  const page = parsePage(args, idKey('vor'));
  const filter = statusesOf(args);
  const rows = await listVendorOrders(reader, vendorId, filter, page);
  return { ...toConnection(rows, page, (part) => part.id), count: () => countVendorOrders(reader, vendorId, filter) };
}
