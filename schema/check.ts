import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { findSchemaChanges, type ChangeRisk, type SchemaChange } from './schema-changes.ts';

const USAGE = `Names what changed in the client-facing schema since a git revision.

  npm run schema:check -- --against v1.4.0

  --against <rev>   the revision to compare with: a tag, branch or commit
  --file <file>     which schema (schema/api.graphql)
  --help            this text

Exit codes: 0 nothing breaks, 1 something breaks, 2 wrong use, an unknown revision or an unreadable file.`;

const TITLES: readonly (readonly [ChangeRisk, string])[] = [
  ['breaking', 'Breaking: a request that worked before may fail'],
  ['dangerous', 'Dangerous: requests keep working, but a client may act differently'],
  ['safe', 'Safe'],
];

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});

async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: { against: { type: 'string' }, file: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (!values.against) throw new Error(`--against <rev> is missing.\n\n${USAGE}`);
  const file = resolve(values.file ?? fileURLToPath(new URL('api.graphql', import.meta.url)));
  const name = relative(process.cwd(), file);
  const current = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`Cannot read ${name}. Is it composed? (npm run compose)`, { cause });
  });
  const former = await readAt(values.against, file);
  if (former === null) {
    console.log(`${name} does not exist at ${values.against}: all of it is new.`);
    return 0;
  }
  const changes = await findSchemaChanges(former, current);
  if (changes.length === 0) console.log(`${name} is the same as at ${values.against}.`);
  for (const [risk, title] of TITLES)
    print(
      title,
      changes.filter((change) => change.risk === risk),
    );
  return changes.some(({ risk }) => risk === 'breaking') ? 1 : 0;
}

function print(title: string, changes: readonly SchemaChange[]): void {
  if (changes.length === 0) return;
  console.log(`${title} (${changes.length})`);
  for (const { message, reason } of changes) console.log(`  ${message}${reason ? `\n    ${reason}` : ''}`);
  console.log();
}

/**
 * The file's text at a revision, or null when it did not exist there.
 * @throws Error when git knows no such revision.
 */
async function readAt(revision: string, file: string): Promise<string | null> {
  const cwd = dirname(file);
  const commit = await git(cwd, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`).catch(
    (cause: unknown) => {
      throw new Error(`git knows no revision ${JSON.stringify(revision)} here.`, { cause });
    },
  );
  const path = `${commit.trim()}:./${basename(file)}`;
  const exists = await git(cwd, 'cat-file', '-e', path).then(
    () => true,
    () => false,
  );
  return exists ? git(cwd, 'show', path) : null;
}

async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd, maxBuffer: 64 * 1024 ** 2 });
  return stdout;
}
