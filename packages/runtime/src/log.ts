import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { createGatheringOutput } from './gathering-output.ts';

export type Logger = PinoLogger;
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';

/** Paths whose values never reach a log line, wherever in the first two levels they stand. */
const SECRETS = [
  'authorization',
  'cookie',
  'password',
  'currentPassword',
  'newPassword',
  'passwordHash',
  'token',
  'accessToken',
  'refreshToken',
  'secret',
  'clientSecret',
  'email',
  'phone',
  // Of failed SQL statements: their values, and the row that was refused.
  'parameters',
  'detail',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/**
 * A structured logger (one JSON object a line) that redacts credentials and personal data.
 * `name` is the process or subgraph; a request's child logger adds `requestId`.
 */
export function createLogger(options: { name: string; level: LogLevel; destination?: DestinationStream }): Logger {
  const settings = {
    name: options.name,
    level: options.level,
    base: { name: options.name },
    serializers: { err: (error: unknown) => describeError(error) },
    redact: { paths: SECRETS, censor: '[redacted]' },
  };
  return pino(settings, options.destination ?? (standardOutput ??= createGatheringOutput()));
}

/** All loggers of the process share it, so that their lines stay in order. */
let standardOutput: DestinationStream | undefined;

/**
 * The same logger for lines whose fields are known not to hold secrets, and that are written for every request: looking for secrets in a line costs more
 * than the rest of writing it.
 */
export function withoutRedaction(log: Logger): Logger {
  return log.child({}, { redact: [] });
}

/**
 * What a log line tells of an error: its name, message, code, stack and cause. Nothing else that hangs on it: errors of database drivers and
 * HTTP clients carry connections, parameters and headers.
 */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : { type: typeof error };
  const code = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: error.message,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    stack: error.stack,
    ...(error.cause !== undefined && depth < 3 && { cause: describeError(error.cause, depth + 1) }),
  };
}
