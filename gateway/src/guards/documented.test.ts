import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { costSettings } from './cost/cost-settings.ts';
import { limitSettings } from './limits/limit-settings.ts';

test.each([
  ['limits', limitSettings.parse({})],
  ['cost', costSettings.parse({})],
])('the page of %s has every setting with its default', async (name, defaults) => {
  const page = await readFile(new URL(`../../../docs/gateway/${name}.md`, import.meta.url), 'utf8');
  const rows = [...page.matchAll(new RegExp(`^\\| \`${name}\\.(\\w+)\` +\\| (\\S+)`, 'gm'))];
  const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  expect(Object.fromEntries(rows.map(([, key, value]) => [key, value?.replaceAll('`', '')]))).toEqual(
    Object.fromEntries(Object.entries(defaults).map(([key, value]) => [key, shown(value)])),
  );
});
