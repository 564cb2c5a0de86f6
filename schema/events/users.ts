import { z } from 'zod';
import { defineEvents } from './define-events.ts';

export const usersEvents = defineEvents({
  'user.registered': {
    version: 1,
    data: z.object({
      userId: z.string(),
      email: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      locale: z.string(),
    }),
    listeners: [],
  },
});
