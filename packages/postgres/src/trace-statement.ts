import { DatabaseError } from 'pg';
import { inSpan, isTraced } from '@bazaar/runtime/tracing';

/** In characters: a text longer than this is cut, because every span carries its own. */
const TRACED_SQL_LENGTH = 2_000;

/**
 * Runs a statement in a client span, by OpenTelemetry's conventions for databases, when the work around it is traced. The text holds placeholders
 * where its values go, and the values stay out. A refused statement's span has its SQLSTATE.
 */
export function traceStatement<Result>(schema: string, sql: string, run: () => Promise<Result>): Promise<Result> {
  if (!isTraced()) return run();
  const operation = operationOf(sql);
  const attributes = {
    'db.system.name': 'postgresql',
    'db.namespace': schema,
    'db.operation.name': operation,
    'db.query.text': sql.slice(0, TRACED_SQL_LENGTH),
  };
  return inSpan({ name: `${operation} ${schema}`, kind: 'client', attributes }, run, undefined, sqlStateOf);
}

/** The statement's first word: SELECT, INSERT, WITH, COMMIT. */
function operationOf(sql: string): string {
  return (/^\s*([a-z]+)/i.exec(sql)?.[1] ?? 'SQL').toUpperCase();
}

function sqlStateOf(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.code : undefined;
}
