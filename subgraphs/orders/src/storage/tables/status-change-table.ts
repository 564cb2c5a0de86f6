import { idColumn, nullable, safeBigint, text, timestamp } from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { StatusChange } from '../../domain/order.ts';

export const StatusChangeTable = new EntitySchema<StatusChange>({
  name: 'StatusChange',
  tableName: 'status_change',
  columns: {
    id: { ...safeBigint(), primary: true },
    orderId: idColumn('ord'),
    vendorOrderId: nullable(idColumn('vor')),
    machine: text(),
    fromStatus: nullable(text()),
    toStatus: text(),
    actor: text(),
    actorId: nullable(idColumn('usr')),
    note: nullable(text()),
    at: timestamp(),
  },
});
