import { z } from 'zod';
import { LIST_LENGTH } from './create-cost-of.ts';

const count = z.int('must be a whole number').positive();

/** What operations may cost. `docs/gateway/cost.md` explains it. */
export const costSettings = z.strictObject({
  /** `measure` works costs out and reports them; `enforce` refuses what is beyond the budget too; `off` does neither. */
  mode: z.enum(['off', 'measure', 'enforce']).default('off'),
  /** How long a list is taken to be when neither the schema nor the client tells. */
  listLength: count.default(LIST_LENGTH),
  /** What one operation may cost. */
  budget: count.default(5_000),
  /** The same for classes of clients. */
  budgets: z
    .strictObject({ anonymous: count.optional(), signedIn: count.optional(), partner: count.optional() })
    .default({}),
});

export type CostSettings = z.output<typeof costSettings>;
