import type { EntitySchema } from 'typeorm';
import { CheckoutTable } from './checkout-table.ts';
import { OrderLineTable } from './order-line-table.ts';
import { OrderTable } from './order-table.ts';
import { PaymentTable } from './payment-table.ts';
import { RefundTable } from './refund-table.ts';
import { ShipmentLineTable, ShipmentTable, TrackingEventTable } from './shipment-tables.ts';
import { StatusChangeTable } from './status-change-table.ts';
import { VendorOrderTable } from './vendor-order-table.ts';
import { WebhookEventTable } from './webhook-event-table.ts';

/** The subgraph's tables as data. */
export const ALL_TABLES: readonly EntitySchema[] = [
  CheckoutTable,
  OrderTable,
  VendorOrderTable,
  OrderLineTable,
  PaymentTable,
  RefundTable,
  ShipmentTable,
  ShipmentLineTable,
  TrackingEventTable,
  StatusChangeTable,
  WebhookEventTable,
];
