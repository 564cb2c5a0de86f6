import * as column from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Partner } from '../domain/partner.ts';

export const PartnerTable = new EntitySchema<Partner>({
  name: 'Partner',
  tableName: 'partner',
  columns: {
    id: column.primaryId('ptn'),
    handle: column.text(),
    name: column.text(),
    contract: column.text(),
    scopes: column.textList(),
    requestsPerMinute: column.integer(),
    createdAt: column.timestamp(),
    suspendedAt: column.nullable(column.timestamp()),
  },
});
