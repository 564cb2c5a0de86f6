import { signIn } from '@bazaar/bazaar/demo/people';
import { LedgerDocument } from '@bazaar/client/generated/operations';
import { announce } from '@bazaar/events/announce';
import { idFromUuid, idToUuid, newId } from '@bazaar/ids/id';
import type { UserId } from '@bazaar/ids/kinds';
import { query } from '@bazaar/postgres/rows';
import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import { createTestDatabase, type TestDatabase } from '@bazaar/testkit/test-database';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { runCommand } from './support/command.ts';
import { runMarket, type RunningMarket } from './support/run-market.ts';
import { PASSWORD } from './support/seed-market.ts';
import { registerShopper } from './support/shopping.ts';
import { marketEnv, TEST_SECRETS } from './support/test-env.ts';
import { until } from './support/until.ts';

let folder: string;
let database: TestDatabase;
let market: RunningMarket;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bazaar-commands-'));
  database = await createTestDatabase({ subgraphs: [] });
  market = await runMarket(marketEnv(database.url, folder));
});
afterAll(async () => {
  await market?.stop();
  await database?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs `bazaar <words>` as the operator of the market, beside it, and returns what it printed. */
async function run(...words: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { DATABASE_ROLE_SECRET } = TEST_SECRETS;
  const command = runCommand(words, { DATABASE_URL: database.url, DATABASE_ROLE_SECRET });
  const { code } = await command.ended;
  return { code, stdout: command.stdout, stderr: command.stderr };
}

describe('bazaar regions', () => {
  const region = {
    code: 'CH',
    name: 'Switzerland',
    currency: 'CHF',
    countries: ['CH'],
    taxInclusive: true,
    taxRatePpm: 81_000,
    standardShipping: 700,
    expressShipping: 1_800,
  };
  const write = async (content: unknown): Promise<string> => {
    const file = join(folder, 'regions.json');
    await writeFile(file, JSON.stringify(content));
    return file;
  };

  it('opens a region to a running marketplace', async () => {
    expect(await run('regions', await write([region]))).toEqual({ code: 0, stdout: 'CH: in force.\n', stderr: '' });
    const { data } = await ask(market.url, '{ regions { code currency } }');
    expect(data).toEqual({ regions: [{ code: 'CH', currency: 'CHF' }] });
  });

  it('names what is wrong with a file, and changes nothing', async () => {
    const file = await write([
      { ...region, code: 'LI' },
      { ...region, currency: 'gold' },
    ]);
    const { code, stderr } = await run('regions', file);
    expect(code).toBe(1);
    expect(stderr).toBe(`${file} is no list of regions:\n  - 1.currency: must be an ISO 4217 code\n`);
    const { data } = await ask(market.url, '{ regions { code } }');
    expect(data).toEqual({ regions: [{ code: 'CH' }] });
  });
});

describe('bazaar grant-role', () => {
  it('makes an administrator of somebody who has registered', async () => {
    const { email } = await registerShopper(market.url);
    const { code, stdout } = await run('grant-role', email, 'SUPERADMIN');
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${email} has the roles CUSTOMER, SUPERADMIN.\n` });
    const { client } = await signIn(market.url, { email, password: PASSWORD });
    const { ledgerAccounts } = await client.request(LedgerDocument);
    expect(ledgerAccounts, 'which only administrators see').toMatchObject({ nodes: [] });
  });

  it('says so when nobody is called that, or the role is none', async () => {
    const nobody = await run('grant-role', 'nobody@example.com', 'ADMIN');
    expect(nobody).toMatchObject({ code: 1, stderr: 'Nobody has registered with nobody@example.com.\n' });
    const role = await run('grant-role', 'nobody@example.com', 'KING');
    expect(role).toMatchObject({ code: 1, stderr: expect.stringContaining('CUSTOMER, VENDOR') as string });
  });
});

describe('bazaar events', () => {
  /** Announces that somebody joined a vendor, as a fact that users has refused too often. */
  async function makeDeadLetter(): Promise<{ letter: string; userId: UserId }> {
    const [vendorId, userId] = [newId('vnd'), newId('usr')];
    const eventId = await market.database('vendors').inTransaction(async (tx) => {
      const data = { vendorId, userId, role: 'OWNER' as const };
      await announce(tx, { type: 'vendor.member_added', aggregateId: vendorId, sequence: 1, data });
      const [dead] = await query<{ event_id: string }>(
        tx,
        `update outbox_delivery set state = 'dead', died_at = now(), attempts = 12, last_error = 'refused'
          where aggregate_id = $1 returning event_id`,
        [vendorId],
      );
      return idFromUuid('evt', dead?.event_id ?? '');
    });
    return { letter: `${eventId}:users`, userId };
  }
  const membershipsOf = (userId: UserId) =>
    market.sql('users', 'select role from vendor_membership where user_id = $1', [idToUuid(userId)]);

  it('lists what could not be delivered, for people and for programs', async () => {
    const { letter } = await makeDeadLetter();
    const listed = await run('events', 'dead');
    expect(listed.stdout).toMatch(
      new RegExp(`^${letter}  vendor.member_added  vnd_\\w+  12 attempts, .*\\n    refused$`, 'm'),
    );
    const json = await run('events', 'dead', '--limit', '1', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ subgraph: 'vendors', lastError: 'refused' });
  });

  it('delivers it again', async () => {
    const { letter, userId } = await makeDeadLetter();
    const replayed = await run('events', 'replay', letter);
    expect(replayed).toEqual({ code: 0, stdout: 'vendors: 1 will be delivered again.\n', stderr: '' });
    await until('users has heard it', async () => (await membershipsOf(userId)).length === 1);
  });

  it('gives one up for good, once', async () => {
    const { letter, userId } = await makeDeadLetter();
    const skip = ['events', 'skip', letter, '--note', 'entered by hand', '--by', 'an operator'];
    expect(await run(...skip)).toEqual({ code: 0, stdout: `${letter} is skipped.\n`, stderr: '' });
    expect(await run(...skip)).toEqual({ code: 1, stdout: '', stderr: `${letter} is no dead letter.\n` });
    expect(await membershipsOf(userId)).toEqual([]);
  });

  it('refuses what names no dead letter, before it touches a database', async () => {
    expect(await run('events', 'replay')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('say --all') as string,
    });
    expect(await run('events', 'replay', 'evt_1')).toMatchObject({ code: 1 });
  });
});

describe('bazaar provision', () => {
  it('prints the SQL for somebody else to run, and runs nothing', async () => {
    const { code, stdout } = await run('provision', '--print');
    expect(code).toBe(0);
    for (const name of SUBGRAPH_NAMES) expect(stdout).toMatch(new RegExp(`create schema .*${name}`, 'i'));
  });

  it('may be run again beside a running marketplace', async () => {
    expect(await run('provision')).toMatchObject({ code: 0, stderr: '' });
    expect((await ask(market.url, '{ regions { code } }')).errors).toEqual([]);
  });
});
