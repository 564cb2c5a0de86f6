import { boolean, idColumn, integer, minorUnits, nullable, primaryId, text } from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { OrderLine } from '../../domain/order.ts';

export const OrderLineTable = new EntitySchema<OrderLine>({
  name: 'OrderLine',
  tableName: 'order_line',
  columns: {
    id: primaryId('oln'),
    vendorOrderId: idColumn('vor'),
    position: integer(),
    offerId: idColumn('off'),
    productId: idColumn('prd'),
    variantId: idColumn('var'),
    title: text(),
    variantTitle: text(),
    sku: text(),
    imageUrl: nullable(text()),
    digital: boolean(),
    currency: text(),
    quantity: integer(),
    unitAmount: minorUnits(),
    subtotalAmount: minorUnits(),
    discountAmount: minorUnits(),
    vendorFundedDiscountAmount: minorUnits(),
    taxRatePpm: integer(),
    taxAmount: minorUnits(),
    totalAmount: minorUnits(),
    goodsAmount: minorUnits(),
    commissionRuleId: nullable(idColumn('cmr')),
    commissionRatePpm: integer(),
    commissionAmount: minorUnits(),
    shippedQuantity: integer(),
  },
});
