import * as column from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Address } from '../domain/address.ts';

export const AddressTable = new EntitySchema<Address>({
  name: 'Address',
  tableName: 'address',
  columns: {
    id: column.primaryId('adr'),
    userId: column.idColumn('usr'),
    firstName: column.text(),
    lastName: column.text(),
    company: column.nullable(column.text()),
    line1: column.text(),
    line2: column.nullable(column.text()),
    city: column.text(),
    region: column.nullable(column.text()),
    postalCode: column.nullable(column.text()),
    country: { type: 'char', length: 2 },
    phone: column.nullable(column.text()),
    isDefaultShipping: column.boolean(),
    isDefaultBilling: column.boolean(),
    createdAt: column.timestamp(),
  },
});
