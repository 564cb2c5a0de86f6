import { z } from 'zod';
import { defineEvents } from './define-events.ts';

const productFact = z.object({
  productId: z.string(),
  vendorId: z.string().nullable(),
  title: z.string(),
  status: z.enum(['DRAFT', 'PENDING', 'ACTIVE', 'REJECTED', 'ARCHIVED']),
});

export const catalogEvents = defineEvents({
  'product.created': { version: 1, data: productFact, listeners: ['vendors'] },
  'product.status_changed': { version: 1, data: productFact, listeners: ['vendors'] },
});
