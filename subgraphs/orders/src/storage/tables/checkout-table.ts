import { boolean, idColumn, integer, jsonb, nullable, primaryId, text, timestamp } from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Checkout } from '../../domain/checkout.ts';

export const CheckoutTable = new EntitySchema<Checkout>({
  name: 'Checkout',
  tableName: 'checkout',
  columns: {
    id: primaryId('chk'),
    caller: text(),
    idempotencyKey: text(),
    inputHash: { type: 'bytea' },
    input: jsonb(),
    buyerId: nullable(idColumn('usr')),
    orderNumber: text(),
    state: text(),
    quote: nullable(jsonb()),
    parts: nullable(jsonb()),
    failure: nullable(jsonb()),
    endsAs: nullable(text()),
    orderPlaced: boolean(),
    cancelRequested: boolean(),
    expiresAt: timestamp(),
    nextAt: nullable(timestamp()),
    leasedUntil: nullable(timestamp()),
    attempts: integer(),
    version: integer(),
    createdAt: timestamp(),
  },
});
