import type { ExecutionResult } from 'graphql';
import type { Answer } from '../engine/engine.ts';

/** An answer as the object that goes into a message. */
export function resultOf({ data, errors }: Answer): ExecutionResult {
  // The text was written by the engine from an object.
  const parsed = data === undefined ? undefined : (JSON.parse(data) as Record<string, unknown> | null);
  if (errors.length === 0) return { data: parsed };
  return data === undefined ? { errors } : { errors, data: parsed };
}
