/**
 * What a failed statement means. Every function takes whatever was thrown: pg's DatabaseError and TypeORM's QueryFailedError
 * (which repeats the fields of the error it wraps) read alike, anything else is "no".
 */

const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';
const CHECK_VIOLATION = '23514';
const SERIALIZATION_FAILURE = '40001';
const FEATURE_NOT_SUPPORTED = '0A000';
const CHARACTER_NOT_IN_REPERTOIRE = '22021';
const UNTRANSLATABLE_CHARACTER = '22P05';
const DEADLOCK_DETECTED = '40P01';

interface ServerError {
  readonly severity: string;
  readonly code: string;
  readonly constraint?: string | undefined;
  readonly routine?: string | undefined;
}

/**
 * Thrown when the connection was lost while COMMIT was under way: the transaction may have been saved or not.
 * Never retried here; a caller with an idempotency key may repeat the request and learn the outcome.
 */
export class CommitOutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super('The connection to the database was lost during COMMIT: the transaction may have been saved or not.', {
      cause,
    });
    this.name = 'CommitOutcomeUnknown';
  }
}

/** The five-character SQLSTATE that the server gave, or null when the error did not come from the server. */
export function sqlStateOf(error: unknown): string | null {
  return serverError(error)?.code ?? null;
}

/** A unique constraint or index refused a row; with `constraintName` only when it was that one. */
export function isUniqueViolation(error: unknown, constraintName?: string): boolean {
  return violates(error, UNIQUE_VIOLATION, constraintName);
}

/** A check constraint refused a row; with `constraintName` only when it was that one. */
export function isCheckViolation(error: unknown, constraintName?: string): boolean {
  return violates(error, CHECK_VIOLATION, constraintName);
}

/** A foreign key refused a row; with `constraintName` only when it was that one. */
export function isForeignKeyViolation(error: unknown, constraintName?: string): boolean {
  return violates(error, FOREIGN_KEY_VIOLATION, constraintName);
}

/** A parameter is text that Postgres cannot store: with the character U+0000, plain or escaped in JSON. */
export function isUnstorableText(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === CHARACTER_NOT_IN_REPERTOIRE || state === UNTRANSLATABLE_CHARACTER;
}

/** A deadlock, a serialization failure or an outdated plan: the whole transaction may be run again from scratch. */
export function isRetryable(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === DEADLOCK_DETECTED || state === SERIALIZATION_FAILURE || isOutdatedPlan(error);
}

/** A prepared statement whose result has got other columns since, as `select *` has after a migration. Told by the server's routine, since messages are translated. */
export function isOutdatedPlan(error: unknown): boolean {
  const found = serverError(error);
  return found?.code === FEATURE_NOT_SUPPORTED && found.routine === 'RevalidateCachedQuery';
}

/** The connection is gone (or could not be had), so the server's answer will never arrive. */
export function isConnectionLost(error: unknown): boolean {
  const state = sqlStateOf(error);
  // 08: connection exceptions. 57P01 to 57P05: the server is shutting down, crashed, starting, or ended this session.
  if (state !== null) return state.startsWith('08') || /^57P0[1-5]$/.test(state) || state === '25P03';
  return (
    error instanceof Error &&
    /ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|socket hang up|Connection terminated|timeout exceeded when trying to connect|Client (was closed|has encountered a connection error)/i.test(
      messages(error),
    )
  );
}

function violates(error: unknown, state: string, constraintName: string | undefined): boolean {
  const found = serverError(error);
  return found?.code === state && (constraintName === undefined || found.constraint === constraintName);
}

function serverError(error: unknown): ServerError | null {
  if (typeof error !== 'object' || error === null) return null;
  // A socket error also has a `code` ('EPIPE' even has five characters); only the server's errors have a severity.
  if ('severity' in error && 'code' in error && typeof error.code === 'string') return error as ServerError;
  return null;
}

function messages(error: Error): string {
  return `${'code' in error ? String(error.code) : ''} ${error.name} ${error.message}`;
}
