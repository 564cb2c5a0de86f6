import { openPlayground, type OpenPlayground } from '@bazaar/gateway/testing/open-playground';
import { createTestDatabase, type TestDatabase } from '@bazaar/testkit/test-database';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runMarket, type RunningMarket } from './support/run-market.ts';
import { marketEnv } from './support/test-env.ts';

const EXAMPLES = fileURLToPath(new URL('../../schema/operations/examples/', import.meta.url));
const names = (await readdir(EXAMPLES)).toSorted().map((file) => file.replace(/\.graphql$/, ''));

let folder: string;
let database: TestDatabase;
let market: RunningMarket;
let playground: OpenPlayground;

/** A marketplace with its demo data, and its playground as it opens in a newcomer's browser. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bazaar-playground-'));
  database = await createTestDatabase({ subgraphs: [] });
  market = await runMarket({
    ...marketEnv(database.url, folder),
    NODE_ENV: 'development',
    DEMO_DATA: 'true',
  });
  playground = await openPlayground(market.url);
});
afterAll(async () => {
  await market?.stop();
  await database?.stop();
  await rm(folder, { recursive: true, force: true });
});

it('opens with the examples as its tabs', () => {
  expect(playground.operations.map(({ name }) => name)).toEqual(names);
});

/** Paths of what is null, of errors of the user, and of lists without anything in them. */
function findNothing(value: unknown, path: string): string[] {
  if (path.endsWith('.userErrors')) return Array.isArray(value) && value.length === 0 ? [] : [path];
  if (value === null || value === undefined) return [path];
  if (typeof value !== 'object') return [];
  const inner = Object.entries(value);
  return inner.length === 0 ? [path] : inner.flatMap(([key, each]) => findNothing(each, `${path}.${key}`));
}

it.each(names)('%s runs as it stands, after those before it', async (name) => {
  const example = playground.operations.find((operation) => operation.name === name);
  const { data, errors } = await playground.run(example?.document ?? '', { variables: example?.variables });
  expect(errors).toBeUndefined();
  expect(findNothing(data, 'data')).toEqual([]);
  // The vendor is owed what 6 sold: its books hear of it a moment later.
  await market.settled();
});
