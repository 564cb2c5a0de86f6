import type { Logger } from '@bazaar/runtime/log';
import { Client, DatabaseError, type QueryConfig } from 'pg';
import { isOutdatedPlan } from './errors.ts';
import { renameStatements, statementName } from './prepared-statements.ts';
import { noteStatement } from './statements.ts';
import { traceStatement } from './trace-statement.ts';

/** A statement slower than this is logged as a warning, in milliseconds. */
const SLOW_STATEMENT_MS = 1_000;
const LOGGED_SQL_LENGTH = 500;

/**
 * A pg client that keeps its frequent statements prepared, counts its statements, logs slow ones (all of them at level `debug`) without their
 * parameters, traces them where somebody traces, and keeps `detail`, which quotes the refused row, out of logs that print an error's fields.
 * Being the client itself, it sees TypeORM's statements and raw ones alike.
 */
export function observedClient(
  log: Logger,
  { schema, ran }: { readonly schema: string; readonly ran?: ((durationMs: number) => void) | undefined },
): typeof Client {
  const verbose = log.isLevelEnabled('debug');
  class ObservedClient extends Client {}
  const run = Reflect.get(Client.prototype, 'query') as (this: Client, ...args: unknown[]) => unknown;

  function query(this: Client, ...args: unknown[]): unknown {
    const statement = statementOf(args);
    if (statement === null) return run.apply(this, args);
    noteStatement(statement.text);
    const startedAt = performance.now();
    return traceStatement(schema, statement.text, () => answer(this, statement)).then(
      (result) => {
        report(statement.text, startedAt);
        return result;
      },
      (error: unknown) => {
        hideDetail(error);
        report(statement.text, startedAt, error);
        throw error;
      },
    );
  }

  async function answer(client: Client, statement: QueryConfig): Promise<unknown> {
    // Without values a text may hold several statements, which cannot be prepared.
    const name = statement.values ? statementName(statement.text) : undefined;
    if (name === undefined) return run.call(client, statement);
    const isInTransaction = client.getTransactionStatus() !== 'I';
    try {
      return await run.call(client, { ...statement, name });
    } catch (error) {
      if (!isOutdatedPlan(error)) throw error;
      renameStatements();
      // inTransaction() runs the transaction again; outside one nothing has happened yet.
      if (isInTransaction) throw error;
      return run.call(client, statement);
    }
  }

  function report(sql: string, startedAt: number, error?: unknown): void {
    const durationMs = performance.now() - startedAt;
    ran?.(durationMs);
    if (durationMs >= SLOW_STATEMENT_MS) log.warn(fields(sql, durationMs, error), 'slow statement');
    else if (verbose) log.debug(fields(sql, durationMs, error), 'statement');
  }

  // `query` has eight overloads that all come down to these arguments.
  Object.defineProperty(ObservedClient.prototype, 'query', { value: query, writable: true, configurable: true });
  return ObservedClient;
}

/** What the two promise forms of `query` run, `(text, values)` and `({ text, values, … })`; null for streams and callbacks. */
function statementOf(args: readonly unknown[]): QueryConfig | null {
  const [config, values, callback] = args;
  if (callback !== undefined || typeof values === 'function') return null;
  if (typeof config === 'string') return Array.isArray(values) ? { text: config, values } : { text: config };
  if (typeof config !== 'object' || config === null || 'submit' in config || 'callback' in config) return null;
  return 'text' in config && typeof config.text === 'string' ? { ...config, text: config.text } : null;
}

function fields(sql: string, durationMs: number, error: unknown): Record<string, unknown> {
  const failed = error instanceof DatabaseError ? { sqlState: error.code, constraint: error.constraint } : {};
  return { sql: sql.slice(0, LOGGED_SQL_LENGTH), durationMs: Math.round(durationMs * 10) / 10, ...failed };
}

function hideDetail(error: unknown): void {
  if (error instanceof DatabaseError) Object.defineProperty(error, 'detail', { enumerable: false });
}
