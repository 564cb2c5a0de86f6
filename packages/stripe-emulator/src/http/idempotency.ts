import { createHash } from 'node:crypto';
import type { IdempotencyRow } from '../state/tables.ts';
import { StripeFault } from './stripe-fault.ts';

/** How long an outcome is kept under its key, in milliseconds of the emulator's clock. */
export const IDEMPOTENCY_MS = 24 * 60 * 60 * 1_000;

/** The longest key that Stripe takes. */
const MAX_KEY_LENGTH = 255;

/** What a request does under an idempotency key. Keys are the caller's own: another API key or account does not see them. */
export interface KeyedRequest {
  readonly id: string;
  readonly key: string;
  readonly endpoint: string;
  readonly paramsHash: string;
}

/**
 * Describes a keyed request by its endpoint and parameters.
 * @throws StripeFault 400 for a key that is too long
 */
export function keyedRequest(
  key: string,
  caller: { readonly apiKey: string; readonly account: string },
  endpoint: string,
  form: Readonly<Record<string, unknown>>,
): KeyedRequest {
  if (key.length > MAX_KEY_LENGTH)
    throw new StripeFault(
      400,
      { type: 'idempotency_error', message: `Idempotency keys may be at most ${MAX_KEY_LENGTH} characters long.` },
      { began: false },
    );
  return {
    id: digest(JSON.stringify([caller.apiKey, caller.account, key])),
    key,
    endpoint,
    paramsHash: digest(canonical(form)),
  };
}

export type IdempotencyOutcome =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'replay'; readonly row: IdempotencyRow }
  | { readonly kind: 'refused'; readonly message: string };

/** Decides whether a keyed request is new, a repetition, or another request under a used key. */
export function decideIdempotency(
  request: KeyedRequest,
  kept: IdempotencyRow | undefined,
  nowMs: number,
): IdempotencyOutcome {
  if (!kept || nowMs - kept.createdMs >= IDEMPOTENCY_MS) return { kind: 'fresh' };
  if (kept.endpoint !== request.endpoint)
    return {
      kind: 'refused',
      message: `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${request.endpoint}' vs '${kept.endpoint}'). Try using a key other than '${request.key}' if you meant to execute a different request.`,
    };
  if (kept.paramsHash !== request.paramsHash)
    return {
      kind: 'refused',
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${request.key}' if you meant to execute a different request.`,
    };
  return { kind: 'replay', row: kept };
}

/** The refusal of a key whose first request has not been answered yet. */
export function keyInUse(key: string): StripeFault {
  return new StripeFault(
    409,
    {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. If it was an accident, ignore this. Otherwise, you can try again later.`,
    },
    { began: false, headers: { 'stripe-should-retry': 'true' } },
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** The same text for the same parameters in any order. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
