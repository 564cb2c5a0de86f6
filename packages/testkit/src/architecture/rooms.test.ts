import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import { parse } from 'graphql';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findRoomProblems, type SubgraphFolder } from './find-room-problems.ts';
import { REPOSITORY } from './repository.ts';

/** The outside world of each subgraph, and what else only it has. Think twice before adding: sameness shows the architecture. */
const OWN: Readonly<Partial<Record<SubgraphName, readonly string[]>>> = {
  users: [
    'src/keys/', // signs access tokens
    'src/passwords/', // argon2id
  ],
  orders: [
    'src/live/', // what subscriptions follow
    'src/payments/', // Stripe
    'src/webhooks/', // Stripe's
  ],
};

test.each(SUBGRAPH_NAMES)('%s has the rooms of its siblings and resolvers named after its SDL', async (name) => {
  const folder = join(REPOSITORY, 'subgraphs', name);
  const schema = parse(await readFile(join(folder, 'schema.graphql'), 'utf8'));
  const parts = await readFile(join(folder, 'src/subgraph.ts'), 'utf8');
  const entries = await listEntries(folder);
  expect(findRoomProblems({ name, entries, schema, parts, own: OWN[name] ?? [] })).toEqual([]);
});

describe('a subgraph', () => {
  const complete: SubgraphFolder = {
    name: 'shop',
    own: ['src/mail/'],
    schema: parse('type Query { shop: Shop } type Mutation { shopOpen: Shop } type Shop { id: ID }'),
    parts: ['Query/shop', 'Mutation/shopOpen', 'Shop'].map((part) => `import './resolvers/${part}.ts';`).join('\n'),
    entries: [
      'README.md',
      'schema.graphql',
      'package.json',
      'migrations/',
      'migrations/1-a.sql',
      'src/',
      ...['main', 'subgraph', 'config', 'context', 'loaders', 'errors', 'subgraph.test'].map(
        (file) => `src/${file}.ts`,
      ),
      ...['domain', 'storage', 'operations', 'mail', 'listeners'].flatMap((room) => [
        `src/${room}/`,
        `src/${room}/a.ts`,
      ]),
      ...['', 'Query/', 'Mutation/', 'Query/shop.ts', 'Mutation/shopOpen.ts', 'Shop.ts', 'shop-list.ts'].map(
        (entry) => `src/resolvers/${entry}`,
      ),
    ],
  };
  const problemsWith = (change: Partial<SubgraphFolder>) => findRoomProblems({ ...complete, ...change });
  const without = (gone: string) => complete.entries.filter((entry) => !entry.startsWith(gone));

  test('that is complete has no problems', () => {
    expect(findRoomProblems(complete)).toEqual([]);
  });

  test.each([
    ['misses a room', { entries: without('src/domain/') }, 'shop: src/domain/ is missing'],
    ['misses a page', { entries: without('README.md') }, 'shop: README.md is missing'],
    [
      'has a room of its own',
      { entries: [...complete.entries, 'src/utils/', 'src/utils/a.ts'] },
      'shop: src/utils/ is none of the rooms that all subgraphs share',
    ],
    [
      'has a file beside the rooms',
      { entries: [...complete.entries, 'src/helpers.ts'] },
      'shop: src/helpers.ts is none of the rooms that all subgraphs share',
    ],
    ['lost what was agreed on', { entries: without('src/mail/') }, 'shop: src/mail/ is expected here, and gone'],
    ['has an empty room', { entries: [...complete.entries, 'src/sweeps/'] }, 'shop: src/sweeps/ is empty'],
    [
      'resolves a type that is not there',
      { entries: [...complete.entries, 'src/resolvers/Ghost.ts'] },
      'shop: src/resolvers/Ghost.ts is not named after anything in schema.graphql',
    ],
    [
      'resolves a field that is not there',
      { entries: [...complete.entries, 'src/resolvers/Query/ghost.ts'] },
      'shop: src/resolvers/Query/ghost.ts is not named after anything in schema.graphql',
    ],
    [
      'has a root field without a file',
      { entries: without('src/resolvers/Query/shop.ts').concat('src/resolvers/Query/x.test.ts') },
      'shop: src/resolvers/Query/shop.ts is missing: each root field has a file of its own',
    ],
    [
      'does not list a resolver',
      { parts: complete.parts.replace("'./resolvers/Shop.ts'", "'./resolvers/shop-list.ts'") },
      'shop: src/resolvers/Shop.ts is not in src/subgraph.ts',
    ],
  ])('%s', (_what, change, problem) => {
    expect(problemsWith(change)).toEqual([problem]);
  });
});

async function listEntries(folder: string, prefix = ''): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true });
  const listed = await Promise.all(
    entries.map(async (entry) => {
      if (!entry.isDirectory()) return [`${prefix}${entry.name}`];
      const path = `${prefix}${entry.name}/`;
      return /^(node_modules|dist|\..*)$/.test(entry.name) ? [] : [path, ...(await listEntries(folder, path))];
    }),
  );
  return listed.flat();
}
