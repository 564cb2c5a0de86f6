import { z } from 'zod';
import { command } from './command.ts';

export const FAULT_COMMANDS = {
  /** Makes the next matching API calls go wrong. */
  failCalls: command(
    {
      kind: z.enum([
        'error500',
        'error429',
        'refuse',
        'timeout',
        'cut',
        'loseAnswer',
        'error500AfterEffect',
        'delayAnswer',
        'delay',
      ]),
      times: z.int().min(1).default(1),
      method: z.enum(['GET', 'POST', 'DELETE']).optional(),
      path: z.string().startsWith('/v1/').optional(),
      delayMs: z.int().min(0).max(600_000).optional(),
    },
    ({ faults }, fault) => {
      faults.add(fault);
      return {};
    },
  ),

  /** Forgets the faults that were ordered and have not happened. */
  clearFaults: command({}, ({ faults }) => {
    faults.clear();
    return {};
  }),
};
