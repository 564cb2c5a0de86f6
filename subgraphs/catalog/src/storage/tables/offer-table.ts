import * as column from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Offer } from '../../domain/offer.ts';

/** The columns of an offer's own row. What else belongs to an offer is read with it, see `../offers.ts`. */
export type OfferRow = Omit<Offer, 'available' | 'isPurchasable' | 'prices'>;

export const OfferTable = new EntitySchema<OfferRow>({
  name: 'Offer',
  tableName: 'offer',
  columns: {
    id: column.primaryId('off'),
    vendorId: column.idColumn('vnd'),
    productId: column.idColumn('prd'),
    variantId: column.idColumn('var'),
    sku: column.text(),
    condition: column.text(),
    leadTimeDays: column.integer(),
    minQuantity: column.integer(),
    maxQuantity: column.nullable(column.integer()),
    status: column.text(),
    tracksStock: column.boolean(),
    version: column.integer(),
    createdAt: column.timestamp(),
    updatedAt: column.timestamp(),
  },
});
