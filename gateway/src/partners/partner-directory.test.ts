import { Fault } from '@bazaar/runtime/faults';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPartnerDirectory, type PartnerDirectory } from './partner-directory.ts';

const PARTNER = {
  id: 'ptn_1',
  keyId: 'pky_1',
  handle: 'acme',
  contract: 'partner',
  scopes: ['catalog:read'],
  requestsPerMinute: 60,
};

/** What users would answer, and what it was asked. */
let answers: Record<string, unknown>;
let asked: [name: string, input: unknown][];
let nowMs: number;
let directory: PartnerDirectory;

beforeEach(() => {
  answers = {
    'users.identifyPartnerKey': { partner: PARTNER },
    'users.findPartnerDocument': { document: { text: '{ a }', cost: 1 } },
  };
  asked = [];
  nowMs = 1_000_000;
  directory = createPartnerDirectory({
    async call(name, input) {
      asked.push([name, input]);
      await Promise.resolve();
      if (answers[name] instanceof Error) throw answers[name];
      return answers[name];
    },
    now: () => nowMs,
  });
});

const identify = () => directory.identify('hash');
const HASH = 'ab'.repeat(32);
const find = (partnerId = 'ptn_1') => directory.findDocument(partnerId, HASH);

it('tells whose key it is, with the claims that subgraphs get', async () => {
  expect(await identify()).toEqual({
    ...PARTNER,
    caller: { sub: 'ptn_1', sid: 'pky_1', roles: ['PARTNER'], vendors: [], scopes: ['catalog:read'] },
  });
  expect(asked).toEqual([['users.identifyPartnerKey', { keyHash: 'hash' }]]);
});

it('tells what a partner published, and keeps partners apart', async () => {
  expect(await find()).toEqual({ text: '{ a }', cost: 1 });
  answers['users.findPartnerDocument'] = { document: null };
  expect(await find('ptn_2')).toBeNull();
  expect(await find()).toEqual({ text: '{ a }', cost: 1 });
  expect(asked.map(([, input]) => input)).toEqual([
    { partnerId: 'ptn_1', hash: HASH },
    { partnerId: 'ptn_2', hash: HASH },
  ]);
});

it('what is no hash is no document, and nobody is asked', async () => {
  for (const hash of ['', 'x', HASH.toUpperCase(), `${HASH}0`, '__proto__'])
    expect(await directory.findDocument('ptn_1', hash)).toBeNull();
  expect(asked).toEqual([]);
});

describe.each([
  ['a key', identify, 'users.identifyPartnerKey', { partner: null }],
  ['a document', find, 'users.findPartnerDocument', { document: null }],
] as const)('%s', (_, ask, command, nothing) => {
  it('that is there is asked for again after 30 seconds', async () => {
    const first = await ask();
    nowMs += 29_999;
    expect(await ask()).toBe(first);
    expect(asked).toHaveLength(1);
    answers[command] = nothing;
    nowMs += 1;
    expect(await ask()).toBeNull();
  });

  it('that is not there is asked for again after 5 seconds', async () => {
    const there = answers[command];
    answers[command] = nothing;
    expect(await ask()).toBeNull();
    answers[command] = there;
    nowMs += 4_999;
    expect(await ask()).toBeNull();
    expect(asked).toHaveLength(1);
    nowMs += 1;
    expect(await ask()).not.toBeNull();
  });

  it('that many ask for at once is asked for once', async () => {
    const all = await Promise.all(Array.from({ length: 100 }, (): Promise<object | null> => ask()));
    expect(new Set(all).size).toBe(1);
    expect(asked).toHaveLength(1);
  });

  it('that could not be asked for is asked for the next time, and all who waited are told', async () => {
    const there = answers[command];
    answers[command] = new Fault('SUBGRAPH_UNAVAILABLE', 'away');
    const all = await Promise.allSettled([ask(), ask()]);
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(asked).toHaveLength(1);
    answers[command] = there;
    expect(await ask()).not.toBeNull();
  });

  it('answered in another shape is no answer', async () => {
    answers[command] = { unexpected: true };
    await expect(ask()).rejects.toThrow();
  });
});

it('keys that are not there push out none that are', async () => {
  const known = await identify();
  answers['users.identifyPartnerKey'] = { partner: null };
  for (let n = 0; n < 20_000; n++) await directory.identify(`guess ${n}`);
  expect(await identify()).toBe(known);
});

it('documents are kept up to 16 million characters', async () => {
  answers['users.findPartnerDocument'] = { document: { text: 'x'.repeat(1024 * 1024), cost: 1 } };
  const hashes = Array.from({ length: 20 }, (_, n) => String(n).padStart(64, '0'));
  for (const hash of hashes) await directory.findDocument('ptn_1', hash);
  asked.length = 0;
  await directory.findDocument('ptn_1', hashes[19]!);
  expect(asked).toHaveLength(0);
  await directory.findDocument('ptn_1', hashes[0]!);
  expect(asked).toHaveLength(1);
});
