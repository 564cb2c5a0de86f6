import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import { settingsSchema } from './settings.ts';
import { GATEWAY_VARIABLES } from './variables.ts';

const DOCS = new URL('../../../docs/gateway/', import.meta.url);
const pages = await Promise.all((await readdir(DOCS)).map((name) => readFile(new URL(name, DOCS), 'utf8')));
const page = pages.join('\n');

/** The dotted names of all settings that are not objects of settings. */
function namesIn(type: z.core.$ZodType, path: readonly string[] = []): string[] {
  const { def } = type._zod as unknown as { def: Record<string, z.core.$ZodType> & { type: string } };
  if (def.type === 'object' && def['shape'] && path.length < 2)
    return Object.entries(def['shape'] as unknown as Record<string, z.core.$ZodType>).flatMap(([key, inner]) =>
      namesIn(inner, [...path, key]),
    );
  const inner = def['innerType'] ?? def['out'];
  return inner ? namesIn(inner, path) : [path.join('.')];
}

it('the pages of the gateway have every setting, and every variable', () => {
  const names = namesIn(settingsSchema);
  expect(names).toEqual(expect.arrayContaining(['supergraph.path', 'server.port', 'identity.keys', 'passThrough']));
  for (const name of [...names, ...Object.keys(GATEWAY_VARIABLES)]) expect(page).toContain(`\`${name}\``);
});
