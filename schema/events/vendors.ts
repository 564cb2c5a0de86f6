import { z } from 'zod';
import { defineEvents } from './define-events.ts';

const vendorCopy = z.object({
  vendorId: z.string(),
  handle: z.string(),
  name: z.string(),
  status: z.enum(['PENDING', 'ACTIVE', 'REJECTED', 'SUSPENDED']),
});

/** Catalog keeps a copy of each vendor's name, handle and status, to filter and sort by. Users copies memberships into access tokens. */
export const vendorsEvents = defineEvents({
  'vendor.applied': { version: 1, data: vendorCopy, listeners: ['catalog'] },
  'vendor.approved': { version: 1, data: vendorCopy, listeners: ['catalog'] },
  'vendor.rejected': { version: 1, data: vendorCopy, listeners: ['catalog'] },
  'vendor.suspended': { version: 1, data: vendorCopy, listeners: ['catalog'] },
  'vendor.profile_changed': { version: 1, data: vendorCopy, listeners: ['catalog'] },
  'vendor.member_added': {
    version: 1,
    data: z.object({
      vendorId: z.string(),
      userId: z.string(),
      role: z.enum(['OWNER', 'MANAGER', 'FULFILMENT', 'FINANCE']),
    }),
    listeners: ['users'],
  },
  'vendor.member_removed': {
    version: 1,
    data: z.object({ vendorId: z.string(), userId: z.string() }),
    listeners: ['users'],
  },
});
