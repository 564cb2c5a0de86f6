import { z } from 'zod';
import { OperatorError } from './operator-error.ts';

/** A variable is missing or wrong. The message names every offending variable and never repeats a value. */
export class ConfigError extends OperatorError {
  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/**
 * Reads and validates the variables that `shape` names. Empty strings count as unset, so that `FOO= npm start` means the default.
 * @throws ConfigError naming each variable that is missing or wrong.
 */
export function readConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  env: Readonly<Record<string, string | undefined>>,
): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.keys(shape).map((name) => [name, env[name] === '' ? undefined : env[name]]));
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return `${name}: ${given[name] === undefined ? 'is missing' : issue.message}`;
    }),
  );
}

/** A TCP port; `0` lets the system choose. */
export const port = z.coerce.number('must be a port number').int().min(0).max(65_535);

/** A whole number of milliseconds. */
export const milliseconds = z.coerce.number('must be a number of milliseconds').int().min(0);

export const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']);

/** `true`, `1`, `yes` / `false`, `0`, `no`. */
export const flag = z.stringbool();

/** A connection URL of one of the given protocols (`postgres:`). */
export function urlOf(...protocols: readonly string[]): z.ZodType<string> {
  return z.string().refine(
    (text) => {
      try {
        return protocols.includes(new URL(text).protocol);
      } catch {
        return false;
      }
    },
    `must be a URL starting with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  );
}

/** Comma-separated words. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean),
);

/** A JSON text that `schema` accepts. */
export function jsonOf<Schema extends z.ZodType>(schema: Schema): z.ZodType<z.output<Schema>> {
  return z.string().transform((text, context): z.output<Schema> => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      context.addIssue({ code: 'custom', message: `${issue.path.join('.')} ${issue.message}` });
    return z.NEVER;
  });
}

/** The variables this process was started with. Read here alone, once, at the start. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
