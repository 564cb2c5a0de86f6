import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));

/** Files that break one rule each: where they would stand, what they hold, and the rule that must fire. */
const OFFENCES = [
  ['packages/events/src/a.ts', 'export const parse = (text: any) => text === 1;', 'no-explicit-any'],
  ['packages/events/src/b.ts', 'export const read = (text: string): string => JSON.parse(text);', 'no-unsafe-return'],
  ['packages/events/src/c.ts', 'export function go() { Promise.resolve(1); }', 'no-floating-promises'],
  ['packages/events/src/d.ts', 'export function go(left: number) { return 1; }', 'no-unused-vars'],
  ['packages/events/src/e.ts', 'console.log(1);', 'no-console'],
  ['packages/events/src/f.ts', "export const port = process.env['PORT'];", 'no-process-env'],
  ['packages/events/src/g.ts', 'export default 1;', 'no-default-export'],
  ['packages/events/src/h.ts', '// TODO: finish\nexport const half = 1;', 'no-warning-comments'],
  [
    'packages/events/src/i.ts',
    "export function f(kind: 'a' | 'b') { switch (kind) { case 'a': return 1; } return 2; }",
    'switch-exhaustiveness-check',
  ],
  ['packages/events/src/j.ts', "import '@bazaar/ids';", 'no-restricted-imports'],
  ['packages/events/src/k.ts', "import '@bazaar/users/domain/user';", 'no-restricted-imports'],
  ['packages/identity/src/a.ts', "import 'typeorm';", 'no-restricted-imports'],
  ['packages/identity/src/cycle-a.ts', "import './cycle-b.ts';", 'no-cycle'],
  ['packages/identity/src/cycle-b.ts', "import './cycle-a.ts';", 'no-cycle'],
  ['subgraphs/orders/src/operations/a.ts', "import 'typeorm';", 'no-restricted-imports'],
  ['subgraphs/orders/src/operations/b.ts', "import '@bazaar/catalog/domain/offer';", 'no-restricted-imports'],
  ['subgraphs/orders/src/storage/a.ts', "import '@bazaar/catalog/domain/offer';", 'no-restricted-imports'],
  ['subgraphs/orders/src/domain/a.ts', "import 'zod';", 'no-restricted-imports'],
  ['subgraphs/orders/src/domain/b.ts', "import 'node:crypto';", 'no-restricted-imports'],
  ['subgraphs/orders/src/domain/c.ts', "import '@bazaar/postgres/tx';", 'no-restricted-imports'],
  [
    'subgraphs/orders/src/domain/d.ts',
    "import type { PostalAddress } from '@bazaar/subgraph/postal-address';\nexport type T = PostalAddress;",
    'no-restricted-imports',
  ],
  ['gateway/src/a.ts', "import '@bazaar/identity/viewer';", 'no-restricted-imports'],
  ['gateway/src/b.ts', "import '@bazaar/orders/subgraph';", 'no-restricted-imports'],
  ['packages/bazaar/src/a.ts', "import 'typeorm';", 'no-restricted-imports'],
  ['packages/bazaar/src/commands/a.ts', "import '../start-bazaar.ts';", 'no-restricted-imports'],
  ['packages/bazaar/src/commands/b.ts', "import '@bazaar/users/subgraph';", 'no-restricted-imports'],
] as const;

/** Files that no rule may mind. */
const INNOCENT = [
  ['subgraphs/orders/src/domain/ok.ts', "import './a.ts';\nimport '@bazaar/money/money';\nimport '@bazaar/ids/id';"],
  ['subgraphs/orders/src/domain/ok.test.ts', "import 'vitest';\nimport 'fast-check';"],
  ['subgraphs/orders/src/storage/ok.ts', "import 'typeorm';"],
  ['subgraphs/orders/src/context.ts', "import 'typeorm';"],
  ['subgraphs/orders/src/config.ts', "export const port = process.env['PORT'];"],
  ['gateway/src/ok.ts', "import '@bazaar/runtime/faults';\nimport '@bazaar/ephemeral/ephemeral';"],
  ['packages/bazaar/src/ok.ts', "import '@bazaar/orders/subgraph';"],
  ['packages/bazaar/src/actions/ok.ts', 'console.log(1);'],
  ['packages/bazaar/src/commands/ok.ts', "import 'commander';\nexport const act = () => import('../actions/ok.ts');"],
] as const;

let folder: string;
let found: readonly { readonly file: string; readonly rule: string }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bazaar-lint-'));
  for (const file of ['.oxlintrc.json', 'tsconfig.base.json'])
    await copyFile(join(REPOSITORY, file), join(folder, file));
  await writeFile(join(folder, 'tsconfig.json'), '{ "extends": "./tsconfig.base.json" }');
  // For the types of Node.js.
  await symlink(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, source] of [...OFFENCES, ...INNOCENT]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${source}\n`);
  }
  found = await lint(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(OFFENCES)('%s: `%s` breaks %s', (file, _source, rule) => {
  expect(found.filter((finding) => finding.file === file).map((finding) => finding.rule)).toContain(rule);
});

test.each(INNOCENT)('%s is fine', (file) => {
  expect(found.filter((finding) => finding.file === file)).toEqual([]);
});

async function lint(cwd: string): Promise<{ file: string; rule: string }[]> {
  const command = join(REPOSITORY, 'node_modules/oxlint/bin/oxlint');
  const output = await new Promise<string>((resolve) => {
    // Findings make it exit with 1.
    execFile(
      process.execPath,
      [command, '--type-aware', '-f', 'json', 'gateway', 'packages', 'subgraphs'],
      { cwd, maxBuffer: 16e6, timeout: 60_000 },
      (_error, stdout) => resolve(stdout),
    );
  });
  const { diagnostics } = JSON.parse(output) as { diagnostics: { filename: string; code: string }[] };
  // A code reads `plugin(rule)`.
  return diagnostics.map(({ filename, code }) => ({ file: filename, rule: /\((.*)\)/.exec(code)?.[1] ?? code }));
}
