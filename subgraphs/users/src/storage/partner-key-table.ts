import * as column from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { PartnerKey } from '../domain/partner.ts';

/** A key as it is stored. Its hash is written and compared, and never read. */
interface StoredPartnerKey extends PartnerKey {
  readonly hash: Buffer;
}

export const PartnerKeyTable = new EntitySchema<StoredPartnerKey>({
  name: 'PartnerKey',
  tableName: 'partner_key',
  columns: {
    id: column.primaryId('pky'),
    partnerId: column.idColumn('ptn'),
    hash: { type: 'bytea', select: false },
    prefix: column.text(),
    createdAt: column.timestamp(),
    expiresAt: column.nullable(column.timestamp()),
    revokedAt: column.nullable(column.timestamp()),
    lastUsedAt: column.nullable(column.timestamp()),
  },
});
