import { buildSchema } from 'graphql';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishManifest } from '../actions/documents.ts';
import { updatePartner, type PartnerUpdate } from '../actions/update-partner.ts';
import { reckonBy } from './reckon-cost.ts';
import { sha256, startPartnersDatabase, type PartnersDatabase } from './testing/partners-database.ts';
import { lines, run, watch } from './testing/watch-command.ts';

const PARTNER = `type Query { products(first: Int): ProductConnection vendors(first: Int): VendorConnection }
  type ProductConnection { nodes: [Product!] } type Product { id: ID! title: String }
  type VendorConnection { nodes: [Vendor!] } type Vendor { id: ID! name: String }`;
const NARROW = `type Query { products(first: Int): ProductConnection }
  type ProductConnection { nodes: [Product!] } type Product { id: ID! }`;

const SHOP = 'query Shop { products(first: 5) { nodes { id } } }';
const TITLES = 'query Titles { products(first: 5) { nodes { id title } } }';
const VENDORS = 'query Vendors { vendors(first: 5) { nodes { name } } products(first: 1) { nodes { id } } }';

let database: PartnersDatabase;
let contracts: URL;

beforeAll(async () => {
  database = await startPartnersDatabase();
  const folder = join(database.folder, 'schema/');
  await mkdir(folder);
  await writeFile(join(folder, 'supergraph.yaml'), 'contracts: { partner: {}, narrow: {} }');
  await writeFile(join(folder, 'partner.graphql'), PARTNER);
  await writeFile(join(folder, 'narrow.graphql'), NARROW);
  contracts = pathToFileURL(folder);
});
afterAll(() => database?.stop());

interface ShownPartner {
  readonly handle: string;
  readonly contract: string;
  readonly scopes: readonly string[];
  readonly requestsPerMinute: number;
}

async function terms(handle: string) {
  const found = (await lines<ShownPartner>('partner', 'list')).find((partner) => partner.handle === handle);
  return found && [found.contract, found.scopes, found.requestsPerMinute];
}

async function create(handle: string, texts: readonly string[] = []): Promise<void> {
  const scopes = ['--scope', 'catalog:read', 'vendors:read'];
  expect(await run('partner', 'create', '--handle', handle, '--name', 'Acme', ...scopes)).toMatchObject({ code: 0 });
  if (texts.length === 0) return;
  const file = await database.manifest(Object.fromEntries(texts.map((text) => [sha256(text), text])));
  const costOf = reckonBy(buildSchema(PARTNER), { weights: new Map(), listSizes: new Map() });
  const published = await watch(() => publishManifest(file, { partner: handle }, { costOf, contracts }));
  expect(published).toMatchObject({ code: 0, stderr: '' });
}

const update = (handle: string, given: PartnerUpdate) => watch(() => updatePartner(handle, given, { contracts }));

test('what is named is changed, and nothing else', async () => {
  await create('changing');
  expect(await run('partner', 'update', 'changing', '--quota', '1200')).toEqual({
    code: 0,
    stdout: 'changing  Acme  contract partner, catalog:read vendors:read, 1200 requests a minute\n',
    stderr: '',
  });
  expect(await terms('changing')).toEqual(['partner', ['catalog:read', 'vendors:read'], 1_200]);
  expect(await run('partner', 'update', 'changing', '--scope', 'orders:read')).toMatchObject({ code: 0, stderr: '' });
  expect(await terms('changing')).toEqual(['partner', ['orders:read'], 1_200]);
  expect(await update('changing', { contract: 'narrow' })).toMatchObject({ code: 0, stderr: '' });
  expect(await terms('changing')).toEqual(['narrow', ['orders:read'], 1_200]);
});

test('what is so already is told, and changes nothing', async () => {
  await create('steady');
  const words = ['--scope', 'vendors:read', 'catalog:read', '--quota', '600', '--contract', 'partner'];
  expect(await run('partner', 'update', 'steady', ...words)).toEqual({
    code: 0,
    stdout: 'Nothing to change: steady  Acme  contract partner, catalog:read vendors:read, 600 requests a minute\n',
    stderr: '',
  });
});

test('a contract that is none is refused, as it is for a new partner', async () => {
  await create('mistaken');
  for (const contract of ['absent', 'api', 'supergraph']) {
    const { code, stdout, stderr } = await run('partner', 'update', 'mistaken', '--contract', contract, '--quota', '5');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`The contract ${contract} is not there: `);
  }
  expect(await run('partner', 'update', 'mistaken', '--contract', '../etc', '--quota', '5')).toEqual({
    code: 1,
    stdout: '',
    stderr: '--contract: lower-case letters, digits and dashes, beginning with a letter\n',
  });
  expect(await terms('mistaken')).toEqual(['partner', ['catalog:read', 'vendors:read'], 600]);
});

test('a partner that is not there is told', async () => {
  const nobody = { code: 1, stdout: '', stderr: 'No partner is called nobody.\n' };
  expect(await run('partner', 'update', 'nobody', '--quota', '60')).toEqual(nobody);
});

test('a contract in which operations are not valid is taken by force alone, and each of them is named', async () => {
  await create('bound', [SHOP, TITLES, VENDORS]);
  const named = [
    `  - Vendors ${sha256(VENDORS).slice(0, 12)}…: Cannot query field "vendors" on type "Query".`,
    `  - Titles ${sha256(TITLES).slice(0, 12)}…: Cannot query field "title" on type "Product".`,
  ];
  const refused = await update('bound', { contract: 'narrow', quota: 60 });
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  const [head, ...listed] = refused.stderr.trimEnd().split('\n');
  expect(head).toBe(
    '2 of 3 operations of bound are not valid in the contract narrow, and nothing is changed without --force:',
  );
  expect(listed.toSorted()).toEqual(named.toSorted());
  expect(await terms('bound')).toEqual(['partner', ['catalog:read', 'vendors:read'], 600]);

  const forced = await update('bound', { contract: 'narrow', force: true });
  expect(forced).toMatchObject({ code: 0, stdout: expect.stringContaining('contract narrow') });
  const [warning, ...suffering] = forced.stderr.trimEnd().split('\n');
  expect(warning).toBe('Warning: operations of bound are not valid in the contract narrow, and are refused:');
  expect(suffering.toSorted()).toEqual(named.toSorted());
  expect(await terms('bound')).toEqual(['narrow', ['catalog:read', 'vendors:read'], 600]);
});

test('retired operations hold no contract back', async () => {
  await create('retiring', [SHOP, TITLES]);
  await run('documents', 'retire', sha256(TITLES), '--partner', 'retiring');
  expect(await update('retiring', { contract: 'narrow' })).toMatchObject({ code: 0, stderr: '' });
});

test('scopes are taken away at once, and what operations lose by it is named', async () => {
  await create('narrowed', [SHOP, VENDORS]);
  expect(await update('narrowed', { scope: ['catalog:read'] })).toEqual({
    code: 0,
    stdout: 'narrowed  Acme  contract partner, catalog:read, 600 requests a minute\n',
    stderr: [
      'Warning: what the scopes of narrowed do not open any more is null in its answers, with an error:',
      `  - Vendors ${sha256(VENDORS).slice(0, 12)}…: vendors needs vendors:read`,
      '',
    ].join('\n'),
  });
  // What was denied before is no news, and what is opened is none.
  expect(await update('narrowed', { scope: ['catalog:read', 'orders:read'] })).toMatchObject({ code: 0, stderr: '' });
  expect(await update('narrowed', { scope: ['catalog:read', 'vendors:read'] })).toMatchObject({ code: 0, stderr: '' });
});
