import * as column from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Category } from '../../domain/category.ts';

export const CategoryTable = new EntitySchema<Category>({
  name: 'Category',
  tableName: 'category',
  columns: {
    id: column.primaryId('cat'),
    parentId: column.nullable(column.idColumn('cat')),
    path: column.idList('cat'),
    slug: column.text(),
    slugPath: column.text(),
    name: column.text(),
    description: column.text(),
    sortOrder: column.integer(),
    isActive: column.boolean(),
    createdAt: column.timestamp(),
    updatedAt: column.timestamp(),
  },
});
