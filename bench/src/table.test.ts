import { expect, test } from 'vitest';
import { formatTable } from './table.ts';

test('columns of numbers stand to the right, under their heading, also where a number is missing', () => {
  const table = formatTable([
    ['name', 'rps', '× stock'],
    ['stock', 96.2, 1],
    ['bare', 24_000, '–'],
  ]);
  expect(table.split('\n')).toEqual(['name     rps  × stock', 'stock   96.2        1', 'bare   24000        –']);
});
