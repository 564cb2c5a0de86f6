import { idColumn, integer, minorUnits, nullable, primaryId, text, timestamp } from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Refund } from '../../domain/order.ts';

export const RefundTable = new EntitySchema<Refund>({
  name: 'Refund',
  tableName: 'refund',
  columns: {
    id: primaryId('rfd'),
    orderId: idColumn('ord'),
    vendorOrderId: nullable(idColumn('vor')),
    paymentId: idColumn('pay'),
    status: text(),
    reason: text(),
    currency: text(),
    totalAmount: minorUnits(),
    goodsAmount: minorUnits(),
    shippingAmount: minorUnits(),
    taxAmount: minorUnits(),
    commissionAmount: minorUnits(),
    providerRefundId: nullable(text()),
    errorMessage: nullable(text()),
    nextAt: nullable(timestamp()),
    attempts: integer(),
    createdAt: timestamp(),
    settledAt: nullable(timestamp()),
    failedAt: nullable(timestamp()),
    retryOf: nullable(idColumn('rfd')),
  },
});
