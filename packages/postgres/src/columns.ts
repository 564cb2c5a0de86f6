/**
 * Columns of `EntitySchema` objects: what the database stores, and what the domain sees.
 *
 * ```ts
 * export const OrderEntity = new EntitySchema<Order>({
 *   name: 'Order',
 *   tableName: 'order_',
 *   columns: { id: primaryId('ord'), buyerId: nullable(idColumn('usr')), totalAmount: minorUnits(), placedAt: timestamp() },
 * });
 * ```
 */
import { idFromUuid, idToUuid, isIdOf } from '@bazaar/ids/id';
import type { EntitySchemaColumnOptions, ValueTransformer } from 'typeorm';

/** The primary key: `uuid` in the database, `<prefix>_…` in the domain. Made by the application, never by the database. */
export function primaryId(prefix: string): EntitySchemaColumnOptions {
  return { ...idColumn(prefix), primary: true };
}

/** A reference: `uuid` in the database, `<prefix>_…` in the domain. */
export function idColumn(prefix: string): EntitySchemaColumnOptions {
  return { type: 'uuid', transformer: idTransformer(prefix) };
}

/** Several references: `uuid[]` in the database, a list of `<prefix>_…` in the domain. */
export function idList(prefix: string): EntitySchemaColumnOptions {
  const one = idTransformer(prefix);
  return { type: 'uuid', array: true, transformer: eachOf(one) };
}

/** `text`. Also for unions of string literals, which a check constraint guards. */
export function text(): EntitySchemaColumnOptions {
  return { type: 'text' };
}

/** `text[]`. */
export function textList(): EntitySchemaColumnOptions {
  return { type: 'text', array: true };
}

/** `integer`: counts, quantities, versions, rates in parts per million. */
export function integer(): EntitySchemaColumnOptions {
  return { type: 'integer' };
}

/** Money: `bigint` minor units in the database, a safe integer in the domain. Reading or writing an unsafe one throws. */
export function minorUnits(): EntitySchemaColumnOptions {
  return safeBigint();
}

/** `bigint` in the database, a safe integer in the domain: sequences and sums. Reading or writing an unsafe one throws. */
export function safeBigint(): EntitySchemaColumnOptions {
  return { type: 'bigint', transformer: safeBigintTransformer };
}

export function boolean(): EntitySchemaColumnOptions {
  return { type: 'boolean' };
}

/** An instant: `timestamptz` in the database (microseconds), a `Date` in the domain (milliseconds). */
export function timestamp(): EntitySchemaColumnOptions {
  return { type: 'timestamptz' };
}

/** A day without a time zone: `date` in the database, `YYYY-MM-DD` in the domain. */
export function day(): EntitySchemaColumnOptions {
  return { type: 'date' };
}

/** A column whose domain form is `T`. */
interface ColumnOf<T> extends EntitySchemaColumnOptions {
  transformer?: { to: (value: T) => unknown; from: (stored: unknown) => T | null | undefined };
}

/** `jsonb`, holding a `T`. Whoever reads rows that older code wrote says by `parse` how to lift them. */
export function jsonb<T>(parse?: (stored: unknown) => T): ColumnOf<T> {
  return parse ? { type: 'jsonb', transformer: { to: (value) => value, from: orNull(parse) } } : { type: 'jsonb' };
}

/** The same column, which may be null. */
export function nullable(column: EntitySchemaColumnOptions): EntitySchemaColumnOptions {
  return { ...column, nullable: true };
}

const safeBigintTransformer: ValueTransformer = {
  to: orNull((value: number | bigint) => checkSafe(Number(value), value)),
  from: orNull((stored: string) => checkSafe(Number(stored), stored)),
};

function idTransformer(prefix: string): ValueTransformer {
  return {
    to: orNull((id: string) => {
      if (!isIdOf(prefix, id)) throw new TypeError(`${JSON.stringify(id)} is not an id of type ${prefix}`);
      return idToUuid(id);
    }),
    from: orNull((uuid: string) => idFromUuid(prefix, uuid)),
  };
}

function eachOf(one: ValueTransformer): ValueTransformer {
  return {
    to: orNull((list: readonly unknown[]) => list.map((value): unknown => one.to(value))),
    from: orNull((list: readonly unknown[]) => list.map((value): unknown => one.from(value))),
  };
}

/** Null and undefined (a column that an update leaves alone) pass through untouched. */
function orNull<In, Out>(convert: (value: In) => Out): (value: In | null | undefined) => Out | null | undefined {
  return (value) => (value === null ? null : value === undefined ? undefined : convert(value));
}

function checkSafe(number: number, source: number | bigint | string): number {
  if (!Number.isSafeInteger(number)) throw new RangeError(`${String(source)} is not a safe integer`);
  return number;
}
