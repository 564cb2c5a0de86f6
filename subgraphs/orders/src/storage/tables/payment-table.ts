import { boolean, idColumn, jsonb, minorUnits, nullable, primaryId, text, timestamp } from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Payment } from '../../domain/order.ts';

export const PaymentTable = new EntitySchema<Payment>({
  name: 'Payment',
  tableName: 'payment',
  columns: {
    id: primaryId('pay'),
    orderId: idColumn('ord'),
    provider: text(),
    providerPaymentId: nullable(text()),
    clientSecret: nullable(text()),
    status: text(),
    requiresAction: boolean(),
    currency: text(),
    amount: minorUnits(),
    capturedAmount: minorUnits(),
    refundedAmount: minorUnits(),
    feeAmount: nullable(minorUnits()),
    feeDueAt: nullable(timestamp()),
    method: nullable(jsonb()),
    errorCode: nullable(text()),
    errorMessage: nullable(text()),
    createdAt: timestamp(),
    capturedAt: nullable(timestamp()),
  },
});
