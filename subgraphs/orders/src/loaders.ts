import type { Viewer } from '@bazaar/identity/viewer';
import type { OrderId, ShipmentId, VendorOrderId } from '@bazaar/ids/kinds';
import type { Reader } from '@bazaar/postgres/tx';
import DataLoader from 'dataloader';
import type {
  Order,
  OrderLine,
  Payment,
  Refund,
  Shipment,
  ShipmentLine,
  StatusChange,
  TrackingEvent,
  VendorOrder,
} from './domain/order.ts';
import {
  listHistoryOfOrders,
  listLinesOfParts,
  listOrdersByIds,
  listPartsOfOrders,
  listVendorOrdersByIds,
} from './storage/orders.ts';
import { listPaymentsByOrders, listRefundsByOrders } from './storage/payments.ts';
import { listAddressesOfOrders, type OrderAddresses } from './storage/order-addresses.ts';
import { listShipmentLines, listShipmentsOfParts, listTrackingEvents } from './storage/shipments.ts';

export interface OrdersLoaders {
  /** Filtered by the viewer, and by what a guest's token opened. */
  readonly orders: DataLoader<OrderId, Order | null>;
  /** Filtered by the viewer. */
  readonly vendorOrders: DataLoader<VendorOrderId, VendorOrder | null>;
  /** Orders that a token of this request has opened; add before loading. */
  readonly opened: Set<OrderId>;

  // Of orders and parts that the viewer was shown already.
  readonly partsOfOrder: DataLoader<OrderId, VendorOrder[]>;
  readonly addressesOfOrder: DataLoader<OrderId, OrderAddresses | null>;
  readonly historyOfOrder: DataLoader<OrderId, StatusChange[]>;
  readonly paymentsOfOrder: DataLoader<OrderId, Payment[]>;
  readonly refundsOfOrder: DataLoader<OrderId, Refund[]>;
  readonly linesOfPart: DataLoader<VendorOrderId, OrderLine[]>;
  readonly shipmentsOfPart: DataLoader<VendorOrderId, Shipment[]>;
  readonly linesOfShipment: DataLoader<ShipmentId, ShipmentLine[]>;
  readonly trackingOfShipment: DataLoader<ShipmentId, TrackingEvent[]>;
}

export function createLoaders({ reader, viewer }: { reader: Reader; viewer: Viewer }): OrdersLoaders {
  const opened = new Set<OrderId>();
  return {
    opened,
    orders: new DataLoader((ids) => listOrdersByIds(reader, viewer, ids, opened)),
    vendorOrders: new DataLoader((ids) => listVendorOrdersByIds(reader, viewer, ids)),
    partsOfOrder: new DataLoader((ids) => listPartsOfOrders(reader, ids)),
    addressesOfOrder: new DataLoader((ids) => listAddressesOfOrders(reader, ids)),
    historyOfOrder: new DataLoader((ids) => listHistoryOfOrders(reader, ids)),
    paymentsOfOrder: new DataLoader((ids) => listPaymentsByOrders(reader, ids)),
    refundsOfOrder: new DataLoader((ids) => listRefundsByOrders(reader, ids)),
    linesOfPart: new DataLoader((ids) => listLinesOfParts(reader, ids)),
    shipmentsOfPart: new DataLoader((ids) => listShipmentsOfParts(reader, ids)),
    linesOfShipment: new DataLoader((ids) => listShipmentLines(reader, ids)),
    trackingOfShipment: new DataLoader((ids) => listTrackingEvents(reader, ids)),
  };
}
