import type { z } from 'zod';
import { NAME } from './fields.ts';
import { StripeFault } from './stripe-fault.ts';

/**
 * Reads the decoded form of a request.
 * @throws StripeFault 400 for the first parameter that is unknown, missing or of the wrong kind
 */
export function readParameters<Schema extends z.ZodType>(
  schema: Schema,
  form: Readonly<Record<string, unknown>>,
): z.output<Schema> {
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw issue ? toFault(issue, form) : new Error('a refused form has an issue');
}

function toFault(issue: z.core.$ZodIssue, form: Readonly<Record<string, unknown>>): StripeFault {
  if (issue.code === 'invalid_union' && issue.errors[0]?.[0]) return toFault(issue.errors[0][0], form);
  if (issue.code === 'unrecognized_keys') {
    const name = nameOf([...issue.path, issue.keys[0] ?? '']);
    return fault(`Received unknown parameter: ${name}`, name, 'parameter_unknown');
  }
  const name = nameOf(issue.path);
  if (issue.code === 'invalid_type') {
    const given = valueAt(form, issue.path);
    if (given === undefined) return fault(`Missing required param: ${name}.`, name, 'parameter_missing');
    const expected = issue.expected === 'string' ? 'string' : issue.expected === 'array' ? 'array' : 'object';
    return fault(`Invalid ${expected}: ${JSON.stringify(given)}`, name);
  }
  const code: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return fault(issue.message.replaceAll(NAME, name), name, typeof code === 'string' ? code : undefined);
}

function fault(message: string, param: string, code?: string): StripeFault {
  return new StripeFault(
    400,
    { type: 'invalid_request_error', message, param, ...(code && { code }) },
    { began: false },
  );
}

/** `['card', 'number']` is `card[number]`. */
function nameOf(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join('');
}

function valueAt(form: unknown, path: readonly PropertyKey[]): unknown {
  let value = form;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === String(part))?.[1];
  }
  return value;
}
