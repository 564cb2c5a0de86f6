import { z } from 'zod';

const tag = z.string().regex(/^[A-Za-z0-9_/-]{1,128}$/, 'must be a tag');

/** Paths at the root that are the gateway's own. */
const TAKEN = new Set(['graphql', 'health', 'metrics']);

/** Contracts by name. `docs/gateway/contracts.md` explains them. */
export const contractSettings = z.record(
  z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case letters, digits and dashes')
    .refine((name) => !TAKEN.has(name), 'is a path of the gateway itself'),
  z.strictObject({
    /** Only fields and unions with one of these tags are in the contract; empty: all are. */
    include: z.array(tag).default([]),
    /** Whatever has one of these is not. */
    exclude: z.array(tag).default([]),
  }),
);

export type ContractSettings = z.output<typeof contractSettings>;
