import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ALONE } from '../alone.ts';
import { readModule } from './read-imports.ts';
import { REPOSITORY } from './repository.ts';

/** Who tests with them changes the process. */
const LASTING = ['@opentelemetry/sdk-trace-node', './uuid-v7.ts'];

test('the tests that run alone are those that leave something behind in their process', async () => {
  const found: string[] = [];
  for (const folder of ['bench', 'deploy', 'e2e', 'gateway', 'packages', 'schema', 'subgraphs'])
    for (const path of await listTests(folder)) {
      const { imports } = readModule(await readFile(join(REPOSITORY, path), 'utf8'));
      if (imports.some((name) => LASTING.includes(name))) found.push(path);
    }
  expect(found.toSorted(), 'packages/testkit/src/alone.ts').toEqual(ALONE.toSorted());
});

async function listTests(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(REPOSITORY, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (/(?<!\.e2e)\.test\.ts$/.test(entry.name)) found.push(path);
    else if (entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name))
      found.push(...(await listTests(path)));
  }
  return found;
}
