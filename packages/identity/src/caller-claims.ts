import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { z } from 'zod';

const callerClaims = z
  .object({
    sub: z.string(),
    sid: z.string(),
    roles: z.array(z.string()).readonly(),
    vendors: z.array(z.object({ id: z.string(), role: z.string() }).readonly()).readonly(),
    scopes: z.array(z.string()).readonly().optional(),
  })
  .readonly();

/**
 * Reads the claims about a caller from a token's payload, frozen and without anything else that stood there.
 * Ids and roles are still plain texts: {@link viewerFromCaller} reads them.
 * @throws ZodError when they are malformed.
 */
export function parseCallerClaims(value: unknown): CallerClaims {
  return callerClaims.parse(value);
}
