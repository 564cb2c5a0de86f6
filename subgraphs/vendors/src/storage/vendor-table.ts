import * as column from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Vendor, VendorMember } from '../domain/vendor.ts';

export const VendorTable = new EntitySchema<Vendor>({
  name: 'Vendor',
  tableName: 'vendor',
  columns: {
    id: column.primaryId('vnd'),
    handle: column.text(),
    name: column.text(),
    description: column.text(),
    website: column.nullable(column.text()),
    avatarUrl: column.nullable(column.text()),
    email: column.text(),
    phone: column.nullable(column.text()),
    status: column.text(),
    version: column.integer(),
    applicantId: column.nullable(column.idColumn('usr')),
    appliedAt: column.timestamp(),
    approvedAt: column.nullable(column.timestamp()),
  },
});

export const VendorMemberTable = new EntitySchema<VendorMember>({
  name: 'VendorMember',
  tableName: 'vendor_member',
  columns: {
    id: column.primaryId('vmb'),
    vendorId: column.idColumn('vnd'),
    userId: column.idColumn('usr'),
    role: column.text(),
    createdAt: column.timestamp(),
  },
});
