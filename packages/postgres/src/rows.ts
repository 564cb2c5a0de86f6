import type { Client, Pool, QueryResult } from 'pg';
import type { EntityMetadata, EntitySchema, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Reader } from './tx.ts';

/**
 * Raw SQL, run on the transaction's connection or on one of the pool. It goes straight to pg: TypeORM's query runner and hydration
 * cost more than the statement itself, and its `query()` answers UPDATE and DELETE in another shape.
 */

/** Runs `sql` with `$1`-style `params` and returns its rows as pg parses them: snake_case keys, `bigint` and `numeric` as strings. */
export async function query<T = Record<string, unknown>>(
  manager: Reader,
  sql: string,
  params: readonly unknown[] = [],
): Promise<T[]> {
  const { rows } = await run(manager, { text: sql, values: [...params] });
  // What the statement selects is known to its author alone: T is their word for it.
  return rows as T[];
}

/** Runs `sql` and returns how many rows it inserted, updated or deleted. */
export async function execute(manager: Reader, sql: string, params: readonly unknown[] = []): Promise<number> {
  const { rowCount } = await run(manager, { text: sql, values: [...params] });
  return rowCount ?? 0;
}

/**
 * Runs `sql`, whose result has the columns of `entity` by their database names (`select l.* from …`, `returning *`), and returns domain
 * objects, in the order of the rows. Columns that the entity does not know are left out, so that newer migrations do not disturb older code.
 * @throws Error when a column of the entity is missing in the result, or stands there twice.
 */
export async function readRows<T extends ObjectLiteral>(
  manager: Reader,
  entity: EntitySchema<T>,
  sql: string,
  params: readonly unknown[] = [],
): Promise<T[]> {
  const { rows, fields } = await run(manager, { text: sql, values: [...params], rowMode: 'array' });
  if (rows.length === 0) return [];
  const read = rowReader(
    manager,
    entity,
    fields.map((field) => field.name),
  );
  // Row mode `array`: each row is the list of its values in the order of `fields`.
  return (rows as unknown[][]).map((row) => read(row) as T);
}

/**
 * The one row of `sql` as a domain object, or null; see {@link readRows}.
 * @throws Error when there is more than one row.
 */
export async function readRow<T extends ObjectLiteral>(
  manager: Reader,
  entity: EntitySchema<T>,
  sql: string,
  params: readonly unknown[] = [],
): Promise<T | null> {
  const rows = await readRows(manager, entity, sql, params);
  if (rows.length > 1) throw new Error(`Expected at most one row, found ${rows.length}: ${sql}`);
  return rows[0] ?? null;
}

interface Statement {
  readonly text: string;
  readonly values: unknown[];
  readonly rowMode?: 'array';
}

async function run(manager: Reader, statement: Statement): Promise<QueryResult> {
  const runner = manager.queryRunner;
  if (runner) {
    if (runner.isReleased)
      throw new Error(`The transaction has ended or lost its connection; too late for: ${statement.text}`);
    // TypeORM's Postgres runner hands out the pg client it holds.
    return ((await runner.connect()) as Client).query(statement);
  }
  const client = await poolOf(manager).connect();
  // The pool listens while a connection is idle; between checkout and release that is up to us.
  let lost: Error | undefined;
  const onError = (error: Error) => (lost = error);
  client.on('error', onError);
  try {
    return await client.query(statement);
  } finally {
    client.off('error', onError);
    client.release(lost);
  }
}

function poolOf(manager: Reader): Pool {
  // openDatabase makes Postgres data sources only; `master` is documented as their pg pool, and gone once they are closed.
  const pool = (manager.dataSource.driver as PostgresDriver).master as Pool | undefined;
  if (!pool) throw new Error('The database has been closed.');
  return pool;
}

type RowReader = (row: readonly unknown[]) => Record<string, unknown>;

/** Compiled once per entity and list of result columns. */
const readers = new WeakMap<EntityMetadata, Map<string, RowReader>>();

function rowReader(manager: Reader, entity: EntitySchema, columns: readonly string[]): RowReader {
  const metadata = manager.dataSource.getMetadata(entity);
  const byColumns = readers.get(metadata) ?? new Map<string, RowReader>();
  readers.set(metadata, byColumns);
  const key = columns.join();
  const reader = byColumns.get(key) ?? compileReader(metadata, columns);
  byColumns.set(key, reader);
  return reader;
}

function compileReader(metadata: EntityMetadata, columns: readonly string[]): RowReader {
  const cells = metadata.columns
    .filter((column) => column.isSelect)
    .map((column) => {
      const index = columns.indexOf(column.databaseName);
      if (index < 0) throw new Error(`Column ${column.databaseName} of ${metadata.name} is missing in the result.`);
      if (columns.includes(column.databaseName, index + 1)) {
        throw new Error(`Column ${column.databaseName} of ${metadata.name} stands twice in the result.`);
      }
      return { property: column.propertyName, index, convert: converter(column) };
    });
  return (row) => {
    const object: Record<string, unknown> = {};
    for (const { property, index, convert } of cells) {
      object[property] = convert === null ? row[index] : convert(row[index]);
    }
    return object;
  };
}

/** Types whose parsed form is the domain's already. */
const AS_PARSED = new Set(['uuid', 'text', 'integer', 'boolean', 'timestamptz', 'jsonb', 'smallint', 'citext']);

function converter(column: ColumnMetadata): ((value: unknown) => unknown) | null {
  const { transformer, type } = column;
  if (transformer && !Array.isArray(transformer) && (type === 'bigint' || AS_PARSED.has(String(type)))) {
    return (value) => transformer.from(value) as unknown;
  }
  if (!transformer && AS_PARSED.has(String(type))) return null;
  const { driver } = column.entityMetadata.dataSource;
  return (value) => driver.prepareHydratedValue(value, column) as unknown;
}
