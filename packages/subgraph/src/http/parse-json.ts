import { Fault } from '@bazaar/runtime/faults';
import type { z } from 'zod';

/** @throws Fault `BAD_REQUEST` when `body` is not JSON or `schema` does not accept it. */
export function parseJson<Schema extends z.ZodType>(schema: Schema, body: Buffer): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new Fault('BAD_REQUEST', 'The body is not JSON.', { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Fault('BAD_REQUEST', 'The body is malformed.', { cause: parsed.error });
  return parsed.data;
}
