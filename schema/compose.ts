import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { composeSubgraphs, type CompositionFinding } from './compose-subgraphs.ts';
import { readContracts, readSubgraphs } from './read-subgraphs.ts';

const USAGE = `Composes the subgraphs into supergraph.graphql (for the gateway), api.graphql (what clients see) and a file for each contract.

  npm run compose                  writes them beside supergraph.yaml
  npm run compose -- --check       writes nothing; fails when they are not up to date

  --config <file>   which supergraph.yaml (schema/supergraph.yaml)
  --check           compare instead of write
  --help            this text

Exit codes: 0 composed and up to date, 1 the subgraphs do not compose or the files are out of date, 2 wrong use or an unreadable file.`;

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});

async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: { config: { type: 'string' }, check: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const config = resolve(values.config ?? fileURLToPath(new URL('supergraph.yaml', import.meta.url)));
  const subgraphs = await readSubgraphs(config);
  const composition = composeSubgraphs(subgraphs, await readContracts(config));
  if (composition.kind === 'failed') {
    console.error(`The subgraphs do not compose:\n\n${composition.errors.map(describe).join('\n\n')}`);
    return 1;
  }
  for (const hint of composition.hints) console.log(`${describe(hint)}\n`);
  const files = [
    ['supergraph.graphql', composition.supergraph],
    ['api.graphql', composition.api],
    ...Object.entries(composition.contracts).map(([name, text]) => [`${name}.graphql`, text] as const),
  ] as const;
  const outdated: string[] = [];
  for (const [name, text] of files) {
    const file = join(dirname(config), name);
    if ((await readFile(file, 'utf8').catch(() => null)) === text) continue;
    if (values.check) outdated.push(name);
    else await writeFile(file, text);
  }
  if (outdated.length > 0) {
    console.error(`${outdated.join(' and ')} out of date: run \`npm run compose\` and commit the result.`);
    return 1;
  }
  console.log(
    `${subgraphs.map(({ name }) => name).join(', ')} compose; ${files.map(([name]) => name).join(', ')} are up to date.`,
  );
  return 0;
}

function describe({ code, message, places }: CompositionFinding): string {
  return [`${code}: ${message}`, ...places.map((place) => `  at ${place}`)].join('\n');
}
