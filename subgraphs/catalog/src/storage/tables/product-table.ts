import * as column from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Product } from '../../domain/product.ts';

/** The columns of a product's own row. What else belongs to a product is read with it, see `../products.ts`. */
export type ProductRow = Omit<Product, 'categoryIds' | 'media' | 'prices'>;

export const ProductTable = new EntitySchema<ProductRow>({
  name: 'Product',
  tableName: 'product',
  columns: {
    id: column.primaryId('prd'),
    vendorId: column.nullable(column.idColumn('vnd')),
    title: column.text(),
    slug: column.text(),
    description: column.text(),
    status: column.text(),
    rejectionReason: column.nullable(column.text()),
    isDigital: column.boolean(),
    taxCategory: column.text(),
    options: column.jsonb<Product['options']>(),
    attributes: column.jsonb<Product['attributes']>(),
    tags: column.textList(),
    primaryCategoryId: column.nullable(column.idColumn('cat')),
    version: column.integer(),
    createdAt: column.timestamp(),
    updatedAt: column.timestamp(),
    publishedAt: column.nullable(column.timestamp()),
  },
});
