import { importRegions } from '@bazaar/cart/operations/import-regions';
import { cart } from '@bazaar/cart/subgraph';
import { parseCurrency, type CurrencyCode } from '@bazaar/money/currency';
import { OperatorError } from '@bazaar/runtime/operator-error';
import { parseCountry } from '@bazaar/subgraph/country';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { withDatabases } from '../with-databases.ts';

const minorUnits = z.int().min(0).max(1_000_000_000);

const regions = z.array(
  z.strictObject({
    code: z.string().regex(/^[A-Z][A-Z0-9-]{1,15}$/, 'must be capitals, digits and dashes'),
    name: z.string().min(1),
    currency: z
      .string()
      .refine((text): text is CurrencyCode => parseCurrency(text) !== null, 'must be an ISO 4217 code'),
    countries: z
      .array(z.string().refine((text) => parseCountry(text) === text, 'must be ISO 3166-1 alpha-2 codes'))
      .min(1),
    taxInclusive: z.boolean(),
    taxRatePpm: z.int().min(0).max(1_000_000),
    standardShipping: minorUnits,
    expressShipping: minorUnits,
  }),
);

/** Brings the regions of a JSON file into force, and tells which. */
export function openRegions(file: string): Promise<void> {
  return withDatabases([cart], async (databaseOf) => {
    const list = await readRegions(file);
    await importRegions(databaseOf('cart'), list);
    process.stdout.write(`${list.map(({ code }) => code).join(', ')}: in force.\n`);
  });
}

async function readRegions(file: string): Promise<z.output<typeof regions>> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new OperatorError(`${file} cannot be read as JSON.`, { cause: error });
  }
  const parsed = regions.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  - ${issue.path.join('.')}: ${issue.message}`);
  throw new OperatorError(`${file} is no list of regions:\n${problems.join('\n')}`);
}
