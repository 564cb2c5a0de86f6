import { z } from 'zod';
import { defineCommands } from './define-commands.ts';

export const vendorsCommands = defineCommands({
  /** The commission of each line by the most specific rule in force now. Orders freezes the answer at placement. */
  'vendors.quoteCommission': {
    input: z.object({
      currency: z.string(),
      lines: z
        .array(
          z.object({
            lineId: z.string(),
            vendorId: z.string(),
            categoryIds: z.array(z.string()),
            /** After vendor-funded discounts, without tax and shipping; minor units. */
            netAmount: z.number().int().nonnegative(),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({
      lines: z.array(
        z.object({
          lineId: z.string(),
          commissionRuleId: z.string().nullable(),
          ratePpm: z.number().int().nonnegative(),
          commissionAmount: z.number().int().nonnegative(),
        }),
      ),
      /** Vendors of the lines that may not sell now. */
      inactiveVendorIds: z.array(z.string()),
    }),
    callers: ['orders'],
  },
});
