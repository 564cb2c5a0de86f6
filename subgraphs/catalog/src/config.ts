import type { z } from 'zod';

/** The variables of catalog, beside those of every process: none. */
export const catalogVariables = {};

export type CatalogConfig = z.output<z.ZodObject<typeof catalogVariables>>;
