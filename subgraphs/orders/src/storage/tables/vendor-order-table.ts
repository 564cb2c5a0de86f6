import { boolean, idColumn, integer, minorUnits, nullable, primaryId, text, timestamp } from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { VendorOrder } from '../../domain/order.ts';

export const VendorOrderTable = new EntitySchema<VendorOrder>({
  name: 'VendorOrder',
  tableName: 'vendor_order',
  columns: {
    id: primaryId('vor'),
    orderId: idColumn('ord'),
    vendorId: idColumn('vnd'),
    vendorName: text(),
    number: text(),
    position: integer(),
    status: text(),
    paymentStatus: text(),
    digital: boolean(),
    currency: text(),
    taxInclusive: boolean(),
    shippingMethodCode: text(),
    shippingMethodName: text(),
    subtotalAmount: minorUnits(),
    discountAmount: minorUnits(),
    shippingAmount: minorUnits(),
    shippingTaxAmount: minorUnits(),
    taxAmount: minorUnits(),
    totalAmount: minorUnits(),
    goodsAmount: minorUnits(),
    commissionAmount: minorUnits(),
    refundedAmount: minorUnits(),
    confirmedAt: nullable(timestamp()),
    version: integer(),
    updatedAt: timestamp(),
  },
});
