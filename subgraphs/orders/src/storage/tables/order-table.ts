import {
  boolean,
  idColumn,
  integer,
  jsonb,
  minorUnits,
  nullable,
  primaryId,
  text,
  timestamp,
} from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Order } from '../../domain/order.ts';

export const OrderTable = new EntitySchema<Order>({
  name: 'Order',
  tableName: 'order_',
  columns: {
    id: primaryId('ord'),
    number: text(),
    buyerId: nullable(idColumn('usr')),
    email: nullable(text()),
    currency: text(),
    taxInclusive: boolean(),
    status: text(),
    paymentStatus: text(),
    subtotalAmount: minorUnits(),
    discountAmount: minorUnits(),
    shippingAmount: minorUnits(),
    taxAmount: minorUnits(),
    totalAmount: minorUnits(),
    refundedAmount: minorUnits(),
    shippingAddress: nullable(jsonb()),
    billingAddress: jsonb(),
    placedAt: timestamp(),
    confirmedAt: nullable(timestamp()),
    version: integer(),
    updatedAt: timestamp(),
  },
});
