import { parse } from 'qs';
import { StripeFault } from './stripe-fault.ts';

/**
 * Decodes Stripe's forms (`metadata[order]=1&expand[0]=latest_charge`). Lists stay objects with numbered keys: only the
 * parameter's kind knows whether `[0]` is a place in a list or a name in a hash.
 * @throws StripeFault 400 when it nests deeper than eight levels or has more than 1,000 entries
 */
export function decodeForm(encoded: string): Record<string, unknown> {
  try {
    return parse(encoded, {
      parseArrays: false,
      plainObjects: true,
      depth: 8,
      strictDepth: true,
      parameterLimit: 1_000,
      throwOnLimitExceeded: true,
    });
  } catch {
    throw new StripeFault(
      400,
      { type: 'invalid_request_error', message: 'Invalid request: too many or too deeply nested parameters' },
      { began: false },
    );
  }
}
