import * as column from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Session } from '../domain/user.ts';

export const SessionTable = new EntitySchema<Session>({
  name: 'Session',
  tableName: 'session',
  columns: {
    id: column.primaryId('ses'),
    userId: column.idColumn('usr'),
    createdAt: column.timestamp(),
    lastUsedAt: column.timestamp(),
    expiresAt: column.timestamp(),
    endedAt: column.nullable(column.timestamp()),
    endReason: column.nullable(column.text()),
  },
});
