import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import type { Module } from './read-imports.ts';

/** One workspace: a folder with a package.json. Paths are relative to the repository, with slashes. */
export interface Workspace {
  readonly folder: string;
  readonly name: string;
  /** Packages that its package.json lists for running. */
  readonly dependencies: ReadonlySet<string>;
}

export interface SourceFile {
  readonly path: string;
  readonly module: Module;
}

export interface ImportLaws {
  readonly workspaces: readonly Workspace[];
  /** Packages that tests and test tools may import besides: the root's. */
  readonly testDependencies: ReadonlySet<string>;
}

/** Whatever oxlint cannot say about imports, as `file: what is wrong`. */
export function findImportProblems(file: SourceFile, { workspaces, testDependencies }: ImportLaws): string[] {
  const home = workspaces.find(({ folder }) => file.path.startsWith(`${folder}/`));
  if (!home) return [];
  const problems: string[] = [];
  const isTestOnly =
    file.path.endsWith('.test.ts') ||
    /\/(testing|test-[^/]*)\//.test(file.path) ||
    ['@bazaar/testkit', '@bazaar/e2e'].includes(home.name);
  if (file.module.exportsAll) problems.push('has `export *`; import from the defining file instead');
  else if (file.module.onlyReExports) problems.push('only re-exports; import from the defining file instead');
  for (const specifier of file.module.imports) {
    if (specifier.startsWith('.')) {
      const target = posix.join(posix.dirname(file.path), specifier);
      if (!target.startsWith(`${home.folder}/`))
        problems.push(`${specifier} leaves ${home.folder}; import @bazaar/<package>/<file>`);
      if (!/\.(ts|json)$/.test(specifier)) problems.push(`${specifier} does not end in .ts`);
      const domain = /^subgraphs\/[^/]+\/src\/domain\//.exec(file.path)?.[0];
      if (domain && !target.startsWith(domain) && !isTestOnly)
        problems.push(`${specifier} leaves domain/: rules are pure`);
      continue;
    }
    const name = packageOf(specifier);
    if (specifier.startsWith('node:')) continue;
    if (builtinModules.includes(name)) problems.push(`${specifier} is node:${specifier}`);
    else if (name === home.name) problems.push(`${specifier} is this package: import it by a relative path`);
    else if (!home.dependencies.has(name) && !(isTestOnly && testDependencies.has(name)))
      problems.push(`${name} is not in ${home.folder}/package.json`);
  }
  return [...new Set(problems)].map((problem) => `${file.path}: ${problem}`);
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
