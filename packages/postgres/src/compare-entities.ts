import type { EntitySchema } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { Database } from './open-database.ts';
import { query } from './rows.ts';

interface TableColumn {
  readonly table_name: string;
  readonly column_name: string;
  readonly type: string;
  readonly not_null: boolean;
  readonly generated: boolean;
}

/**
 * Says, one sentence each, where the columns of `entities` differ from the tables of `database`: names, types, nullability.
 * A column that only the table has counts too, unless the database computes it; one that is on its way out stays in the entity
 * with `select: false, insert: false, update: false`. An empty list means that they agree.
 */
export async function compareEntitiesWithDatabase(
  database: Pick<Database, 'schema' | 'reader'>,
  entities: readonly EntitySchema[],
): Promise<string[]> {
  const { dataSource } = database.reader;
  const columns = await query<TableColumn>(
    database.reader,
    `select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, null) as type,
            a.attnotnull as not_null, a.attgenerated <> '' as generated
       from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped`,
    [database.schema],
  );
  return entities.flatMap((entity) => {
    const metadata = dataSource.getMetadata(entity);
    const table = columns.filter((column) => column.table_name === metadata.tableName);
    if (table.length === 0)
      return [`${metadata.name}: there is no table ${metadata.tableName} in schema ${database.schema}`];
    const inTable = new Map(table.map((column) => [column.column_name, column]));
    const known = new Set(metadata.columns.map((column) => column.databaseName));
    return [
      ...metadata.columns.flatMap((column) => compareColumn(column, inTable.get(column.databaseName))),
      ...table
        .filter((column) => !known.has(column.column_name) && !column.generated)
        .map(
          (column) => `${metadata.tableName}.${column.column_name} (${column.type}) is not in entity ${metadata.name}`,
        ),
    ];
  });
}

function compareColumn(column: ColumnMetadata, found: TableColumn | undefined): string[] {
  const { driver } = column.entityMetadata.dataSource;
  const name = `${column.entityMetadata.tableName}.${column.databaseName}`;
  if (!found) return [`${name} of entity ${column.entityMetadata.name} is not in the table`];
  const differences: string[] = [];
  const type = driver.normalizeType(column) + (column.isArray ? '[]' : '');
  if (type !== found.type) differences.push(`${name} is ${found.type} in the table, ${type} in the entity`);
  if (column.isNullable === found.not_null) {
    differences.push(`${name} is ${found.not_null ? 'not null' : 'nullable'} in the table only`);
  }
  return differences;
}
