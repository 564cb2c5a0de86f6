import { generate, loadCodegenConfig } from '@graphql-codegen/cli';
import { composeSubgraphs } from '@bazaar/schema/compose-subgraphs';
import { readContracts, readSubgraphs } from '@bazaar/schema/read-subgraphs';
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from './repository.ts';

test('supergraph.graphql, api.graphql and the contracts are what `npm run compose` would write', async () => {
  const config = join(REPOSITORY, 'schema/supergraph.yaml');
  const composition = composeSubgraphs(await readSubgraphs(config), await readContracts(config));
  if (composition.kind === 'failed') expect.fail(composition.errors.map(({ message }) => message).join('\n'));
  const outdated = await outdatedOf([
    ['schema/supergraph.graphql', composition.supergraph],
    ['schema/api.graphql', composition.api],
    ...Object.entries(composition.contracts).map(([name, text]) => [`schema/${name}.graphql`, text] as const),
  ]);
  expect(outdated, 'Run `npm run compose` and commit the result').toEqual([]);
});

test('generated types are what `npm run codegen` would write', async () => {
  const configFilePath = join(REPOSITORY, 'codegen.yml');
  const { config } = await loadCodegenConfig({ configFilePath });
  const files = (await generate({ ...config, cwd: REPOSITORY, silent: true, allowPartialOutputs: false }, false)) as {
    filename: string;
    content: string;
  }[];
  expect(files).toHaveLength(Object.keys(config.generates).length);
  const outdated = await outdatedOf(files.map(({ filename, content }) => [filename, content]));
  expect(outdated, 'Run `npm run codegen` and commit the result').toEqual([]);
});

async function outdatedOf(files: readonly (readonly [file: string, text: string])[]): Promise<string[]> {
  const checked = await Promise.all(
    files.map(async ([file, text]) => {
      const path = resolve(REPOSITORY, file);
      const same = (await readFile(path, 'utf8').catch(() => null)) === text;
      return same ? [] : [relative(REPOSITORY, path)];
    }),
  );
  return checked.flat();
}
