import { z } from 'zod';
import { defineCommands } from './define-commands.ts';

export const usersCommands = defineCommands({
  /** Whom an order's messages go to. */
  'users.findContact': {
    input: z.object({ userId: z.string() }),
    output: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('found'),
        email: z.string(),
        firstName: z.string(),
        lastName: z.string(),
        locale: z.string(),
      }),
      z.object({ kind: z.literal('notFound') }),
    ]),
    callers: ['orders'],
  },
});
