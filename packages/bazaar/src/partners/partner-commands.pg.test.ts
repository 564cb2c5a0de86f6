import { parseDocuments } from '@bazaar/schema/registered-documents';
import { buildSchema } from 'graphql';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishManifest } from '../actions/documents.ts';
import { reckonBy } from './reckon-cost.ts';
import { sha256, startPartnersDatabase, type PartnersDatabase } from './testing/partners-database.ts';
import { lines, run, watch } from './testing/watch-command.ts';

const CONTRACT = 'type Query { products(first: Int): [Product!]! } type Product { id: ID! name: String! }';

const costOf = reckonBy(buildSchema(CONTRACT), { weights: new Map(), listSizes: new Map() });

let database: PartnersDatabase;
let schema: string;
const manifest = (content: unknown) => database.manifest(content);

beforeAll(async () => {
  database = await startPartnersDatabase();
  schema = join(database.folder, 'schema/');
  await mkdir(schema);
  await writeFile(join(schema, 'supergraph.yaml'), 'contracts: { partner: {} }');
  await writeFile(join(schema, 'partner.graphql'), CONTRACT);
});
afterAll(() => database?.stop());

interface ShownKey {
  readonly id: string;
  readonly prefix: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}
interface ShownPartner {
  readonly handle: string;
  readonly scopes: readonly string[];
  readonly requestsPerMinute: number;
  readonly suspendedAt: string | null;
  readonly keys: readonly ShownKey[];
}

async function find(handle: string): Promise<ShownPartner> {
  const found = (await lines<ShownPartner>('partner', 'list')).find((partner) => partner.handle === handle);
  if (!found) throw new Error(`${handle} is not listed.`);
  return found;
}

const create = (handle: string, ...more: readonly string[]) =>
  lines<ShownKey & { key: string }>('partner', 'create', '--handle', handle, '--name', 'Acme Feeds', ...more);

test('a partner is created with a key that is printed once, and listed without it', async () => {
  const { code, stdout } = await run('partner', 'create', '--handle', 'once', '--name', 'Once', '--quota', '60');
  expect(code).toBe(0);
  const secret = /^ {2}(bzp_[0-9a-f]{64})$/m.exec(stdout)?.[1] ?? '';
  expect(secret).not.toBe('');
  const partner = await find('once');
  expect(partner).toMatchObject({ scopes: ['catalog:read'], requestsPerMinute: 60, suspendedAt: null });
  expect(partner.keys).toMatchObject([{ prefix: secret.slice(0, 10), expiresAt: null, revokedAt: null }]);
  for (const words of [
    ['partner', 'list'],
    ['partner', 'list', '--json'],
  ])
    expect((await run(...words)).stdout).not.toContain(secret.slice(10));
});

test('terms that cannot be are told, and so is a handle that is taken', async () => {
  await create('taken');
  expect(await run('partner', 'create', '--handle', 'taken', '--name', 'Second')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Another partner is called taken.\n',
  });
  const { code, stderr } = await run('partner', 'create', '--handle', 'No', '--name', '', '--contract', '../etc');
  expect(code).toBe(1);
  expect(
    stderr
      .trim()
      .split('\n')
      .map((line) => line.split(':')[0]),
  ).toEqual(['--handle', '--name', '--contract']);
});

test('scopes and an end of the key are as they were asked for', async () => {
  const before = Date.now();
  await create('scoped', '--scope', 'catalog:read', 'orders:read', '--expires-in', '90d');
  const { scopes, keys } = await find('scoped');
  expect(scopes).toEqual(['catalog:read', 'orders:read']);
  const lifeMs = Date.parse(keys[0]?.expiresAt ?? '') - before;
  expect(Math.abs(lifeMs - 90 * 24 * 3_600_000)).toBeLessThan(60_000);
});

test('rotation prints a new key, and ends the old one after the grace', async () => {
  const [first] = await create('rotating');
  const [second] = await lines<ShownKey & { key: string }>('partner', 'rotate', 'rotating', '--grace', '1h');
  expect(second?.key).not.toBe(first?.key);
  const { keys } = await find('rotating');
  expect(keys.map(({ id }) => id)).toEqual([second?.id, first?.id]);
  expect(keys[0]?.expiresAt).toBeNull();
  expect(Math.abs(Date.parse(keys[1]?.expiresAt ?? '') - Date.now() - 3_600_000)).toBeLessThan(60_000);
  const { stdout } = await run('partner', 'rotate', 'rotating', '--grace', '0s');
  expect(stdout).toContain(`${second?.prefix}…, ${second?.id}, ends `);
});

test('keys are revoked one by one or all, and a partner is suspended and reinstated', async () => {
  const [first] = await create('stopped');
  await lines('partner', 'rotate', 'stopped');
  expect(await run('partner', 'revoke', 'stopped', '--key', String(first?.id))).toMatchObject({
    code: 0,
    stdout: `${first?.prefix}…, ${first?.id}, is revoked.\n`,
  });
  expect(await run('partner', 'revoke', 'stopped', '--key', String(first?.id))).toMatchObject({ code: 1 });
  await run('partner', 'revoke', 'stopped', '--all');
  expect((await find('stopped')).keys.every(({ revokedAt }) => revokedAt !== null)).toBe(true);
  await run('partner', 'suspend', 'stopped');
  expect((await find('stopped')).suspendedAt).not.toBeNull();
  await run('partner', 'reinstate', 'stopped');
  expect((await find('stopped')).suspendedAt).toBeNull();
});

test.each([
  ['partner', 'rotate', 'nobody'],
  ['partner', 'revoke', 'nobody', '--all'],
  ['partner', 'suspend', 'nobody'],
  ['documents', 'list', '--partner', 'nobody'],
  ['documents', 'publish', 'manifest.json', '--partner', 'nobody'],
  ['documents', 'retire', '0'.repeat(64), '--partner', 'nobody'],
])('%s %s of nobody', async (...words) => {
  expect(await run(...words)).toEqual({ code: 1, stdout: '', stderr: 'No partner is called nobody.\n' });
});

const FEED = 'query Feed { products(first: 10) { id name } }';
const PRICES = 'query Prices { products { id } }';

const publish = (file: string, partner: string) =>
  watch(() => publishManifest(file, { partner }, { costOf, contracts: pathToFileURL(schema) }));

interface ShownDocument {
  readonly partner: string;
  readonly contract: string;
  readonly hash: string;
  readonly operationName: string;
  readonly text: string;
  readonly cost: number;
  readonly calls: number;
  readonly lastUsedAt: string | null;
}

async function documentsOf(...words: readonly string[]): Promise<ShownDocument[]> {
  const { code, stdout } = await run('documents', 'list', '--json', ...words);
  expect(code).toBe(0);
  return JSON.parse(stdout) as ShownDocument[];
}

const published = (...more: readonly string[]) => documentsOf('--partner', 'publisher', ...more);

test('a manifest of either format is published, listed with its use, retired and brought back', async () => {
  await create('publisher');
  const apollo = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: sha256(FEED), name: 'Feed', type: 'query', body: FEED }],
  };
  expect(await publish(await manifest(apollo), 'publisher')).toEqual({
    code: 0,
    stdout: 'publisher: 1 published, 0 brought back, 0 known before.\n',
    stderr: '',
  });
  const preset = await manifest({ [sha256(FEED)]: FEED, [sha256(PRICES)]: PRICES });
  expect((await publish(preset, 'publisher')).stdout).toBe('publisher: 1 published, 0 brought back, 1 known before.\n');
  expect((await published()).map(({ operationName, cost, calls }) => [operationName, cost, calls])).toEqual([
    ['Prices', 10, 0],
    ['Feed', 10, 0],
  ]);

  expect((await run('documents', 'retire', sha256(FEED), '--partner', 'publisher')).stdout).toBe(
    'publisher: 1 retired.\n',
  );
  expect((await published()).map(({ operationName }) => operationName)).toEqual(['Prices']);
  expect((await published('--retired')).map(({ operationName }) => operationName)).toEqual(['Feed']);
  expect((await publish(preset, 'publisher')).stdout).toBe('publisher: 0 published, 1 brought back, 1 known before.\n');
  expect((await run('documents', 'list', '--partner', 'publisher')).stdout).toContain(
    `${sha256(PRICES)}  publisher  Prices  cost 10, published `,
  );
});

test('a manifest with one operation at fault publishes none, and names each that is', async () => {
  await create('careless');
  const wrong = 'query Wrong { secrets }';
  const file = await manifest({ [sha256(FEED)]: FEED, [sha256(wrong)]: wrong, abc: PRICES });
  const { code, stderr } = await publish(file, 'careless');
  expect(code).toBe(1);
  expect(stderr.trimEnd().split('\n')).toEqual([
    `${file}: 2 of 3 operations are refused, and nothing is published:`,
    '  - Wrong: Cannot query field "secrets" on type "Query".',
    expect.stringMatching(/^ {2}- Prices: its id is not the SHA-256 of its text/),
  ]);
  expect(await documentsOf('--partner', 'careless')).toEqual([]);
});

test('what is no manifest, and what is not there, is told', async () => {
  await create('clumsy');
  expect((await publish(await manifest('{'), 'clumsy')).stderr).toMatch(/cannot be read as JSON\.\n$/);
  expect((await publish(join(database.folder, 'absent.json'), 'clumsy')).stderr).toMatch(/cannot be read as JSON\.\n$/);
  expect((await publish(await manifest([]), 'clumsy')).stderr).toMatch(/is neither/);
  // The whole API and the supergraph lie beside the contracts, and are none.
  for (const contract of ['absent', 'api', 'supergraph']) {
    const elsewhere = ['partner', 'create', '--handle', 'elsewhere', '--name', 'Elsewhere', '--contract', contract];
    const stderr = expect.stringContaining(`The contract ${contract} is not there: `);
    expect(await run(...elsewhere)).toEqual({ code: 1, stdout: '', stderr });
  }
  const file = await manifest({ [sha256(FEED)]: FEED });
  const nowhere = pathToFileURL(join(database.folder, 'nowhere/'));
  expect(await watch(() => publishManifest(file, { partner: 'clumsy' }, { costOf, contracts: nowhere }))).toMatchObject(
    {
      code: 1,
      stderr: expect.stringMatching(/^The contract partner is not there: .*supergraph\.yaml cannot be read\.\n$/),
    },
  );
});

test('retiring what is not the partner’s retires nothing', async () => {
  await create('strict');
  await publish(await manifest({ [sha256(FEED)]: FEED }), 'strict');
  const { code, stderr } = await run('documents', 'retire', sha256(FEED), sha256(PRICES), '--partner', 'strict');
  expect([code, stderr]).toEqual([1, `strict has no such operation, and nothing is retired:\n  - ${sha256(PRICES)}\n`]);
  expect(await documentsOf('--partner', 'strict')).toHaveLength(1);
});

test('the documents of all partners are one JSON array, which the check of schemas reads', async () => {
  await create('second');
  await publish(await manifest({ [sha256(FEED)]: FEED }), 'second');
  const all = await documentsOf();
  expect(new Set(all.map(({ partner }) => partner))).toContain('publisher');
  expect(all.filter(({ partner }) => partner === 'second')).toMatchObject([
    { contract: 'partner', hash: sha256(FEED), operationName: 'Feed', text: FEED, lastUsedAt: null },
  ]);
  const read = parseDocuments(all, 'all');
  expect(read.map(({ partner, contract, hash }) => [partner, contract, hash])).toEqual(
    all.map(({ partner, contract, hash }) => [partner, contract, hash]),
  );
});

test('the committed contract takes what a partner asks of the shop and of its own use, and nothing of anybody’s account', async () => {
  await create('real');
  const shop = 'query Shop { products(first: 5) { nodes { id title } } }';
  const own = 'query Own { myPartner { handle documents(first: 5) { nodes { hash usage { calls p95Ms } } } } }';
  const file = await manifest({ [sha256(shop)]: shop, [sha256(own)]: own });
  expect(await run('documents', 'publish', file, '--partner', 'real')).toEqual({
    code: 0,
    stdout: 'real: 2 published, 0 brought back, 0 known before.\n',
    stderr: '',
  });
  for (const { cost } of await documentsOf('--partner', 'real')) expect(cost).toBeGreaterThan(5);
  const foreign = 'query Foreign { me { email } partners { nodes { handle } } }';
  const refused = await run(
    'documents',
    'publish',
    await manifest({ [sha256(foreign)]: foreign }),
    '--partner',
    'real',
  );
  expect(refused.stderr).toMatch(/Foreign: Cannot query field "me" .* Cannot query field "partners"/);
});
