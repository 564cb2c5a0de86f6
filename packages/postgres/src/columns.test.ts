import { newId } from '@bazaar/ids/id';
import type { EntitySchemaColumnOptions } from 'typeorm';
import { describe, expect, test } from 'vitest';
import { idColumn, idList, jsonb, minorUnits, nullable } from './columns.ts';

function transformerOf(column: EntitySchemaColumnOptions): {
  to: (value: unknown) => unknown;
  from: (stored: unknown) => unknown;
} {
  const { transformer } = column;
  if (!transformer || Array.isArray(transformer)) throw new Error('expected one transformer');
  return {
    to: (value) => transformer.to(value) as unknown,
    from: (stored) => transformer.from(stored) as unknown,
  };
}

describe('idColumn', () => {
  const { to, from } = transformerOf(idColumn('ord'));

  test('stores the UUID and reads the same id back', () => {
    const id = newId('ord');
    const uuid = to(id);
    expect(uuid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(from(uuid)).toBe(id);
  });

  test('refuses to store an id of another type', () => {
    expect(() => to(newId('usr'))).toThrow('is not an id of type ord');
  });

  test('passes null and undefined through', () => {
    expect([to(null), to(undefined), from(null)]).toEqual([null, undefined, null]);
  });

  test('idList converts every element', () => {
    const list = transformerOf(idList('off'));
    const ids = [newId('off'), newId('off')];
    expect(list.from(list.to(ids))).toEqual(ids);
  });
});

describe('minorUnits', () => {
  const { to, from } = transformerOf(minorUnits());

  test('reads a bigint as a number', () => {
    expect(from('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
    expect(from('-5')).toBe(-5);
  });

  test('refuses what a number cannot hold, in both directions', () => {
    expect(() => from('9007199254740992')).toThrow(RangeError);
    expect(() => to(2 ** 53)).toThrow(RangeError);
    expect(() => to(0.5)).toThrow(RangeError);
  });
});

test('jsonb lifts what older code stored', () => {
  const { from } = transformerOf(jsonb((stored) => ({ version: 2, was: stored })));
  expect(from({ version: 1 })).toEqual({ version: 2, was: { version: 1 } });
});

test('nullable keeps everything else', () => {
  const column = idColumn('ord');
  expect(nullable(column)).toEqual({ ...column, nullable: true });
});
