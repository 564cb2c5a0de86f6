import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findLockProblems, type Lock } from './find-lock-problems.ts';
import { REPOSITORY } from './repository.ts';

test.each(['package-lock.json', 'bench/gateway/package-lock.json'])(
  '%s holds everything that its packages depend on, for every platform, and no registry',
  async (path) => {
    const lock = JSON.parse(await readFile(join(REPOSITORY, path), 'utf8')) as Lock;
    expect(findLockProblems(lock)).toEqual([]);
  },
);

test('every package with an install script is decided on, so that an installation asks nobody', async () => {
  const read = async (path: string) => JSON.parse(await readFile(join(REPOSITORY, path), 'utf8')) as unknown;
  const { packages } = (await read('package-lock.json')) as {
    packages: Record<string, { readonly hasInstallScript?: boolean }>;
  };
  const { allowScripts } = (await read('package.json')) as { allowScripts: Record<string, boolean> };
  const withScripts = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript);
  const names = new Set(withScripts.map((path) => path.replace(/^.*node_modules\//, '')));
  expect(Object.keys(allowScripts).toSorted()).toEqual([...names].toSorted());
});

test('a missing binary of another platform is a hole', () => {
  const packages = {
    '': { dependencies: { tool: '1.0.0' } },
    'node_modules/tool': { optionalDependencies: { 'tool-linux': '1.0.0', 'tool-darwin': '1.0.0' } },
    'node_modules/tool-linux': {},
  };
  expect(findLockProblems({ packages })).toEqual([
    'node_modules/tool depends on tool-darwin, which is not in the lock',
  ]);
});

test('a dependency is found beside its user, above it, and nowhere else', () => {
  const packages = {
    'packages/a': { dependencies: { x: '1', y: '1', z: '1' } },
    'packages/a/node_modules/x': {},
    'node_modules/y': {},
    'packages/b/node_modules/z': {},
  };
  expect(findLockProblems({ packages })).toEqual(['packages/a depends on z, which is not in the lock']);
});

test('an address of a registry is a problem, a link to a workspace is none', () => {
  const packages = {
    'node_modules/@bazaar/ids': { resolved: 'packages/ids', link: true },
    'node_modules/x': { resolved: 'https://registry.example/x.tgz' },
  };
  expect(findLockProblems({ packages })).toEqual([
    'node_modules/x names where it comes from: https://registry.example/x.tgz',
  ]);
});
