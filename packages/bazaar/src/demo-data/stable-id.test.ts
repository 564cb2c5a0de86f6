import { idToUuid } from '@bazaar/ids/id';
import { expect, test } from 'vitest';
import { stableId } from './stable-id.ts';

test('the same name has the same id on every machine, for ever', () => {
  expect(stableId('prd', 'gooseneck-kettle')).toBe('prd_01jgfjjz00f18tz7c4yzme9knr');
});

test('an id has the shape of a UUIDv7 of the first of January 2025', () => {
  const names = Array.from({ length: 200 }, (_, index) => `thing ${index}`);
  for (const name of names)
    expect(idToUuid(stableId('off', name))).toMatch(/^01941f29-7c00-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(names.map((name) => stableId('off', name))).size).toBe(names.length);
});

test('things of two kinds with one name have different ids', () => {
  expect(idToUuid(stableId('cat', 'shirts'))).not.toBe(idToUuid(stableId('prd', 'shirts')));
});
