import { composeSubgraphs } from '@bazaar/schema/compose-subgraphs';
import { readSubgraphs } from '@bazaar/schema/read-subgraphs';
import { createTestDatabase, type TestDatabase } from '@bazaar/testkit/test-database';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { runNpm, type RunningCommand } from './support/command.ts';
import { copySources, type SourcesCopy } from './support/copy-sources.ts';
import { marketEnv } from './support/test-env.ts';
import { until } from './support/until.ts';

let sources: SourcesCopy;
let database: TestDatabase;
let dev: RunningCommand;

beforeAll(async () => {
  sources = await copySources();
  database = await createTestDatabase({ subgraphs: [] });
});
afterAll(async () => {
  await dev?.kill();
  await database?.stop();
  await sources?.stop();
});

/** What a new field of `User` makes of the SDL of users, and `npm run compose` of the supergraph, by their files. */
async function withShoeSize(directory: string): Promise<Map<string, string>> {
  const file = join(directory, 'subgraphs/users/schema.graphql');
  const before = await readFile(file, 'utf8');
  const after = before.replace('type User @key(fields: "id") {', '$&\n  "The size of their shoes."\n  shoeSize: Int');
  await writeFile(file, after);
  const composition = composeSubgraphs(await readSubgraphs(join(directory, 'schema/supergraph.yaml')));
  await writeFile(file, before);
  if (composition.kind === 'failed') expect.fail(composition.errors.map(({ message }) => message).join('\n'));
  return new Map([
    [file, after],
    [join(directory, 'schema/supergraph.graphql'), composition.supergraph],
  ]);
}

it(
  'npm run dev serves a field that was added to the SDL of a subgraph and composed',
  { timeout: 120_000 },
  async () => {
    const { directory } = sources;
    const change = await withShoeSize(directory);
    const env = { ...marketEnv(database.url, join(directory, '.data')), NODE_ENV: 'development' };
    dev = runNpm(['run', 'dev'], env, directory);
    const before = await dev.line(/GraphQL +(http:\S+)\/graphql/);
    expect((await ask(before, '{ me { shoeSize } }')).errors).not.toEqual([]);

    for (const [file, text] of change) await writeFile(file, text);
    const after = await dev.line(/GraphQL +http:[^]*GraphQL +(http:\S+)\/graphql/);
    await until('the field is served', async () => {
      const answer = await ask(after, '{ me { shoeSize } }').catch(() => null);
      return answer?.errors.length === 0;
    });
  },
);
