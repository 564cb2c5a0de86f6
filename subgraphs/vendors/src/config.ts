import { z } from 'zod';

const partsPerMillion = z.coerce.number().int().min(0).max(1_000_000);

/** The variables of vendors, beside those of every process. */
export const vendorsVariables = {
  /** The commission where no rule applies, in parts per million of the net line. */
  DEFAULT_COMMISSION_PPM: partsPerMillion.default(100_000),
  /** Tax that the platform owes on its commission, in parts per million of it; charged to the vendor. */
  FEE_TAX_PPM: partsPerMillion.default(0),
};

export type VendorsConfig = z.output<z.ZodObject<typeof vendorsVariables>>;
