import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256, startPartnersDatabase, type PartnersDatabase } from './testing/partners-database.ts';
import { run } from './testing/watch-command.ts';

const SHOP = 'query Shop { products(first: 5) { nodes { id title } } }';
const MAKERS = `query Makers { products(first: 5) { nodes { id offers(first: 1) { nodes { maker: vendor { name } } } } }
  more: products(first: 1) { nodes { ...P } } } fragment P on Product { offers(first: 1) { nodes { vendor { name } } } }`;
const VENDORS = 'query Vendors { vendors(first: 1) { nodes { name } } }';

let database: PartnersDatabase;
beforeAll(async () => {
  database = await startPartnersDatabase();
});
afterAll(() => database?.stop());

const create = (handle: string, ...scopes: readonly string[]) =>
  run('partner', 'create', '--handle', handle, '--name', 'Acme Feeds', '--scope', ...scopes);

async function publish(handle: string, texts: readonly string[], ...more: readonly string[]) {
  const file = await database.manifest(Object.fromEntries(texts.map((text) => [sha256(text), text])));
  return run('documents', 'publish', file, '--partner', handle, ...more);
}

test('what the scopes of a partner do not open is published with a warning for each document and field', async () => {
  await create('narrow', 'catalog:read');
  expect(await publish('narrow', [SHOP, MAKERS, VENDORS])).toEqual({
    code: 0,
    stdout: 'narrow: 3 published, 0 brought back, 0 known before.\n',
    stderr: [
      'Warning: what the scopes of narrow do not open is null in its answers, with an error:',
      '  - Makers: products.nodes.offers.nodes.maker needs vendors:read',
      '  - Makers: more.nodes.offers.nodes.vendor needs vendors:read',
      '  - Vendors: vendors needs vendors:read',
      '',
    ].join('\n'),
  });
});

test('what scripts read is what it was', async () => {
  await create('scripted', 'catalog:read');
  const { code, stdout, stderr } = await publish('scripted', [MAKERS], '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ hash: sha256(MAKERS), operationName: 'Makers' });
  expect(stderr).toContain('Makers: products.nodes.offers.nodes.maker needs vendors:read');
});

test('nobody is warned where the scopes open everything, or where nothing is published', async () => {
  await create('broad', 'catalog:read', 'vendors:read');
  expect(await publish('broad', [SHOP, MAKERS, VENDORS])).toMatchObject({ code: 0, stderr: '' });
  await create('careless', 'orders:read');
  const { code, stderr } = await publish('careless', [SHOP, 'query Wrong { secrets }']);
  expect(code).toBe(1);
  expect(stderr).not.toContain('Warning');
});
