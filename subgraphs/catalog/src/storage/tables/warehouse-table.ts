import * as column from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Warehouse } from '../../domain/warehouse.ts';

export const WarehouseTable = new EntitySchema<Warehouse>({
  name: 'Warehouse',
  tableName: 'warehouse',
  columns: {
    id: column.primaryId('whs'),
    vendorId: column.idColumn('vnd'),
    name: column.text(),
    country: column.text(),
    priority: column.integer(),
    createdAt: column.timestamp(),
  },
});
