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
  /**
   * All vendors of whatever status, in the order of their ids, page by page: what the events about a vendor carry, as of its present version. The
   * last page is shorter than `limit`. For rebuilding copies that are otherwise fed by those events.
   */
  'vendors.exportVendors': {
    input: z.object({
      /** The last vendor of the page before; null for the first page. */
      after: z.string().nullable(),
      limit: z.number().int().min(1).max(500),
    }),
    output: z.object({
      vendors: z.array(
        z.object({
          vendorId: z.string(),
          handle: z.string(),
          name: z.string(),
          status: z.enum(['PENDING', 'ACTIVE', 'REJECTED', 'SUSPENDED']),
          /** The sequence of the vendor's latest event. */
          version: z.number().int().positive(),
        }),
      ),
    }),
    callers: ['catalog'],
  },
});
