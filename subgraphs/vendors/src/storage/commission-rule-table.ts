import * as column from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { CommissionRule } from '../domain/commission.ts';

export const CommissionRuleTable = new EntitySchema<CommissionRule>({
  name: 'CommissionRule',
  tableName: 'commission_rule',
  columns: {
    id: column.primaryId('cmr'),
    vendorId: column.nullable(column.idColumn('vnd')),
    categoryId: column.nullable(column.idColumn('cat')),
    ratePpm: column.integer(),
    validFrom: column.timestamp(),
    validUntil: column.nullable(column.timestamp()),
    createdAt: column.timestamp(),
  },
});
