import type { EntitySchema, ObjectLiteral, ValueTransformer } from 'typeorm';

/**
 * A domain object under its table's column names, for `jsonb_populate_record(null::table, …)`: ids as UUIDs, dates as ISO texts once it is JSON.
 * Fields that the object lacks are left out and become null.
 */
export function toRow<T extends ObjectLiteral>(table: EntitySchema<T>, object: Partial<T>): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [property, column] of Object.entries(table.options.columns)) {
    const value: unknown = object[property];
    if (value === undefined) continue;
    // columns.ts makes single transformers only, never lists of them.
    const transformer = column?.transformer as ValueTransformer | undefined;
    row[snake(property)] = transformer ? transformer.to(value) : value;
  }
  return row;
}

function snake(camel: string): string {
  return camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
