import * as column from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Variant } from '../../domain/product.ts';

export const VariantTable = new EntitySchema<Variant & { readonly createdAt: Date }>({
  name: 'Variant',
  tableName: 'variant',
  columns: {
    id: column.primaryId('var'),
    productId: column.idColumn('prd'),
    title: column.text(),
    optionValues: column.textList(),
    barcode: column.nullable(column.text()),
    weightGrams: column.nullable(column.integer()),
    position: column.integer(),
    isArchived: column.boolean(),
    createdAt: column.timestamp(),
  },
});
