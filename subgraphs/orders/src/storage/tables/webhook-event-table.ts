import { integer, nullable, text, timestamp } from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { WebhookEvent } from '../../domain/webhook-event.ts';

export const WebhookEventTable = new EntitySchema<WebhookEvent>({
  name: 'WebhookEvent',
  tableName: 'webhook_event',
  columns: {
    provider: { ...text(), primary: true },
    id: { ...text(), primary: true },
    type: text(),
    providerPaymentId: text(),
    receivedAt: timestamp(),
    appliedAt: nullable(timestamp()),
    nextAt: nullable(timestamp()),
    attempts: integer(),
  },
});
