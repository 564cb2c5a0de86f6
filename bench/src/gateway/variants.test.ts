import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './server-under-test.ts';
import { VARIANTS } from './variants.ts';

const README = readFileSync(join(ROOT, 'bench/README.md'), 'utf8');

test.each(VARIANTS)('$name has a program, and a line in the README', ({ name, script }) => {
  expect(existsSync(join(ROOT, script))).toBe(true);
  expect(README).toContain(`\`${name}\``);
});

test('each variant has a name of its own', () => {
  expect(new Set(VARIANTS.map(({ name }) => name)).size).toBe(VARIANTS.length);
});
