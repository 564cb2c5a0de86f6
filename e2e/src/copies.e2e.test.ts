import { createTestDatabase, type TestDatabase } from '@bazaar/testkit/test-database';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { runCommand } from './support/command.ts';
import { offerSomething } from './support/goods.ts';
import { runMarket, type RunningMarket } from './support/run-market.ts';
import { seedMarket, type SeededMarket } from './support/seed-market.ts';
import { marketEnv } from './support/test-env.ts';
import { until } from './support/until.ts';

let folder: string;
let database: TestDatabase;
let market: RunningMarket;
let seeded: SeededMarket;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bazaar-copies-'));
  database = await createTestDatabase({ subgraphs: [] });
  market = await runMarket(marketEnv(database.url, folder));
  seeded = await seedMarket(market.database);
  await market.settled();
});
afterAll(async () => {
  await market?.stop();
  await database?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function tokenOf({ email, password }: { readonly email: string; readonly password: string }): Promise<string> {
  const document = 'mutation ($input: UserSignInInput!) { userSignIn(input: $input) { tokens { accessToken } } }';
  const { data } = await ask(market.url, document, { input: { email, password } });
  // The document asks for exactly this.
  return (data as unknown as { userSignIn: { tokens: { accessToken: string } } }).userSignIn.tokens.accessToken;
}

interface Copy {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly status: string;
  readonly version: string;
}

const truth = () =>
  market.sql<Copy>('vendors', 'select id, handle, name, status, version::text from vendor order by id');
const copies = () =>
  market.sql<Copy>(
    'catalog',
    'select id, handle, name, status, sequence::text as version from vendor_copy order by id',
  );

/** Makes vendors whose events were never told, as a backup of catalog that is older than them would not hold them. */
async function makeVendors(count: number): Promise<void> {
  await market.sql(
    'vendors',
    `insert into vendor (id, handle, name, description, email, status, version, applied_at, approved_at)
     select gen_random_uuid(), 'bulk-' || n, 'Bulk ' || n, '', 'bulk@example.com', 'ACTIVE', 1, now(), now() from generate_series(1, $1) n`,
    [count],
  );
}

it('an operator makes catalog’s copies of vendors anew while vendors change', { timeout: 90_000 }, async () => {
  const [alpine, blue] = seeded.vendors;
  const offer = await offerSomething(market.database('catalog'), alpine, { stock: 5, amount: 1_000 });
  await makeVendors(700);
  await market.sql('catalog', 'delete from vendor_copy where id = $1', [(await truth())[0]!.id]);
  await market.sql('catalog', `update vendor_copy set name = 'Wrong', status = 'SUSPENDED', sequence = 1000`);

  const [admin, owner] = [await tokenOf(seeded.admin), await tokenOf(blue.owner)];
  async function change(field: string, input: string, token: string): Promise<void> {
    const { data } = await ask(
      market.url,
      `mutation { ${field}(input: { ${input} }) { userErrors { code } } }`,
      {},
      token,
    );
    expect(data).toEqual({ [field]: { userErrors: [] } });
  }
  let isDone = false;
  async function changeUntilDone(): Promise<void> {
    for (let step = 0; !isDone; step++) {
      await change('vendorUpdateProfile', `vendorId: "${blue.id}", name: "Blue ${step}"`, owner);
      if (step % 2 === 0) await change('vendorSuspend', `vendorId: "${blue.id}", reason: "test"`, admin);
      else await change('vendorApprove', `vendorId: "${blue.id}", note: "test"`, admin);
      await sleep(10);
    }
  }
  const command = runCommand(['copies', 'rebuild'], marketEnv(database.url, folder));
  const [ended] = await Promise.all([command.ended.finally(() => (isDone = true)), changeUntilDone()]);
  expect(ended, command.stderr).toEqual({ code: 0, signal: null });

  expect(command.stdout).toMatch(/^Done: 702 vendors read, \d+ copies made or put right, 0 removed\.$/m);
  await market.settled();
  expect(await copies()).toEqual(await truth());
  await until('what was hidden is on sale again', async () => {
    const document = `{ product(slug: "${offer.slug}") { bestOffer(currency: "USD") { id } price(currency: "USD") { min { amount } } } }`;
    const { data } = await ask(market.url, document);
    const { bestOffer, price } = (data as unknown as { product: { bestOffer: unknown; price: unknown } }).product;
    return bestOffer !== null && price !== null;
  });

  const again = runCommand(['copies', 'rebuild', '--json'], marketEnv(database.url, folder));
  expect(await again.ended, again.stderr).toEqual({ code: 0, signal: null });
  const [last = ''] = again.stdout.trim().split('\n').slice(-1);
  expect(JSON.parse(last)).toEqual({
    read: 702,
    changed: 0,
    removed: 0,
    problem: null,
    finishedAt: expect.any(String),
  });
});

it('says so when no catalog works on it, and a catalog that starts later does', { timeout: 90_000 }, async () => {
  await market.stop();
  const env = marketEnv(database.url, folder);
  const command = runCommand(['copies', 'rebuild', '--patience', '1'], env);
  expect(await command.ended).toEqual({ code: 1, signal: null });
  expect(command.stderr).toMatch(/is the marketplace running\?/);
  expect(command.stderr, 'a person reads it').not.toMatch(/\n\s+at /);
  market = await runMarket(env);
  await until('it is done', async () => {
    const [open] = await market.sql('catalog', 'select 1 from vendor_rebuild where finished_at is null');
    return open === undefined;
  });
  expect(await copies()).toEqual(await truth());
});
