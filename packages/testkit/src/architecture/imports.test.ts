import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findImportProblems, type ImportLaws, type Workspace } from './find-import-problems.ts';
import { readModule } from './read-imports.ts';
import { REPOSITORY } from './repository.ts';

interface Manifest {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

test('every import of the repository keeps to the laws', async () => {
  const root = await readManifest('.');
  const workspaces = await listWorkspaces(root.workspaces ?? []);
  const laws: ImportLaws = {
    workspaces,
    testDependencies: new Set([...Object.keys(root.devDependencies ?? {}), '@bazaar/testkit']),
  };
  const paths = (await Promise.all(workspaces.map(({ folder }) => listSources(folder)))).flat();
  const problems = await Promise.all(
    paths.map(async (path) => {
      const module = readModule(await readFile(join(REPOSITORY, path), 'utf8'));
      return findImportProblems({ path, module }, laws);
    }),
  );
  expect(paths.length).toBeGreaterThan(100);
  expect(problems.flat()).toEqual([]);
});

const LAWS: ImportLaws = {
  workspaces: [
    { folder: 'subgraphs/orders', name: '@bazaar/orders', dependencies: new Set(['@bazaar/money', 'zod']) },
    { folder: 'packages/money', name: '@bazaar/money', dependencies: new Set() },
  ],
  testDependencies: new Set(['vitest']),
};

function problemsOf(path: string, source: string): string[] {
  return findImportProblems({ path, module: readModule(source) }, LAWS).map((problem) =>
    problem.slice(path.length + 2),
  );
}

test.each([
  ['a.ts', "import { add } from '../../../packages/money/src/money.ts';", /leaves subgraphs\/orders/],
  ['a.ts', "export type T = import('../../../packages/money/src/money.ts').Money;", /leaves subgraphs\/orders/],
  ['a.ts', "const x = await import('../../cart/src/x.ts');", /leaves subgraphs\/orders/],
  ['a.ts', "import './b.js';", /does not end in \.ts/],
  ['a.ts', "import './b';", /does not end in \.ts/],
  ['a.ts', "import 'fs';", /is node:fs/],
  ['a.ts', "import 'lodash/map';", /lodash is not in subgraphs\/orders\/package\.json/],
  ['a.ts', "import '@bazaar/ids/id';", /@bazaar\/ids is not in/],
  ['a.ts', "import 'vitest';", /vitest is not in/],
  ['a.ts', "import '@bazaar/orders/config';", /is this package/],
  ['a.ts', "export * from './b.ts';\nexport const x = 1;", /has `export \*`/],
  ['a.ts', "export { b } from './b.ts';", /only re-exports/],
  ['a.ts', "import { b } from './b.ts';\nexport { b };", /only re-exports/],
  ['domain/a.ts', "import { save } from '../storage/orders.ts';", /leaves domain/],
  ['domain/a.ts', "import type { Order } from '../generated/resolvers.ts';", /leaves domain/],
])('subgraphs/orders/src/%s: `%s`', (file, source, problem) => {
  expect(problemsOf(`subgraphs/orders/src/${file}`, source)).toEqual([expect.stringMatching(problem)]);
});

test.each([
  [
    'a.ts',
    "import { z } from 'zod';\nimport { add } from '@bazaar/money/money';\nimport { c } from './deep/c.ts';\nexport const x = [z, add, c];",
  ],
  ['a.ts', "import { readFile } from 'node:fs/promises';\nexport { b } from './b.ts';\nexport const read = readFile;"],
  ['domain/deep/a.ts', "import { b } from '../b.ts';\nexport const c = b;"],
  ['a.test.ts', "import { test } from 'vitest';\ntest('x', () => {});"],
])('subgraphs/orders/src/%s may say `%s`', (file, source) => {
  expect(problemsOf(`subgraphs/orders/src/${file}`, source)).toEqual([]);
});

async function listWorkspaces(patterns: readonly string[]): Promise<Workspace[]> {
  const folders = await Promise.all(
    patterns.map(async (pattern) => {
      if (!pattern.endsWith('/*')) return [pattern];
      const parent = pattern.slice(0, -2);
      return (await readdir(join(REPOSITORY, parent))).map((name) => `${parent}/${name}`);
    }),
  );
  return Promise.all(
    folders.flat().map(async (folder) => {
      const { name, dependencies, devDependencies, optionalDependencies } = await readManifest(folder);
      const listed = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
      return { folder, name, dependencies: new Set(listed) };
    }),
  );
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(REPOSITORY, folder, 'package.json'), 'utf8')) as Manifest;
}

/** The sources of one package: what lies in a folder with a package.json of its own is none of them. */
async function listSources(home: string, folder = home): Promise<string[]> {
  const entries = await readdir(join(REPOSITORY, folder), { withFileTypes: true });
  if (folder !== home && entries.some(({ name }) => name === 'package.json')) return [];
  const listed = await Promise.all(
    entries.map(async (entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory())
        return /^(\..*|node_modules|dist|generated)$/.test(entry.name) ? [] : listSources(home, path);
      return entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts') ? [path] : [];
    }),
  );
  return listed.flat();
}
