import type { Logger } from '@bazaar/runtime/log';
import { Client, DatabaseError } from 'pg';
import { noteStatement } from './statements.ts';

/** A statement slower than this is logged as a warning, in milliseconds. */
const SLOW_STATEMENT_MS = 1_000;
const LOGGED_SQL_LENGTH = 500;

/**
 * A pg client that counts its statements, logs slow ones (all of them at level `debug`) without their parameters,
 * and keeps `detail`, which quotes the refused row, out of logs that print an error's fields.
 * Being the client itself, it sees TypeORM's statements and raw ones alike.
 */
export function observedClient(log: Logger): typeof Client {
  const verbose = log.isLevelEnabled('debug');
  class ObservedClient extends Client {}
  const run = Reflect.get(Client.prototype, 'query') as (this: Client, ...args: unknown[]) => unknown;
  function query(this: Client, ...args: unknown[]): unknown {
    const sql = sqlOf(args[0]);
    noteStatement(sql);
    const startedAt = performance.now();
    const answer = run.apply(this, args);
    if (answer instanceof Promise) {
      answer.then(
        () => report(sql, startedAt),
        (error: unknown) => {
          hideDetail(error);
          report(sql, startedAt, error);
        },
      );
    }
    return answer;
  }
  function report(sql: string, startedAt: number, error?: unknown): void {
    const durationMs = performance.now() - startedAt;
    if (durationMs >= SLOW_STATEMENT_MS) log.warn(fields(sql, durationMs, error), 'slow statement');
    else if (verbose) log.debug(fields(sql, durationMs, error), 'statement');
  }
  // `query` has eight overloads that all come down to these arguments, passed on as they are.
  Object.defineProperty(ObservedClient.prototype, 'query', { value: query, writable: true, configurable: true });
  return ObservedClient;
}

function sqlOf(config: unknown): string {
  if (typeof config === 'string') return config;
  if (typeof config === 'object' && config !== null && 'text' in config && typeof config.text === 'string') {
    return config.text;
  }
  return '';
}

function fields(sql: string, durationMs: number, error: unknown): Record<string, unknown> {
  const failed = error instanceof DatabaseError ? { sqlState: error.code, constraint: error.constraint } : {};
  return { sql: sql.slice(0, LOGGED_SQL_LENGTH), durationMs: Math.round(durationMs * 10) / 10, ...failed };
}

function hideDetail(error: unknown): void {
  if (error instanceof DatabaseError) Object.defineProperty(error, 'detail', { enumerable: false });
}
