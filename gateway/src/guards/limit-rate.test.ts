import { getOperationAST, parse } from 'graphql';
import { expect, it } from 'vitest';
import { EphemeralUnavailable } from '@bazaar/ephemeral/ephemeral-unavailable';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import type { AcceptedOperation } from '../documents/accept-document.ts';
import type { Client } from '../engine/request-scope.ts';
import { limitRate, rateLimitSettings } from './limit-rate.ts';

const settings = rateLimitSettings.parse({
  windowMs: 10_000,
  anonymous: { query: 2, mutation: 1 },
  signedIn: { query: 3 },
});
const stranger: Client = { caller: null, clientAddress: '192.0.2.1' };
const user = (sid: string): Client => ({ ...stranger, caller: { sub: 'usr_1', sid, roles: [], vendors: [] } });
const key = { sub: 'ptn_1', sid: 'pky_1', roles: ['PARTNER'], vendors: [], scopes: [] };
const partner: Client = {
  ...stranger,
  caller: key,
  partner: {
    id: 'ptn_1',
    keyId: 'pky_1',
    handle: 'one',
    contract: 'partner',
    scopes: [],
    requestsPerMinute: 2,
    caller: key,
  },
};

function start(counters = createInProcessEphemeral().counters) {
  const clock = { now: 1_000_000_003_000 };
  const rate = limitRate({ settings, counters, now: () => clock.now });
  async function ask(client: Client, text = '{ a }') {
    const document = parse(text);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    // The guard looks at the operation alone.
    const accepted = { operation } as AcceptedOperation;
    const refusal = await rate.guard(accepted, { variables: {}, origin: { client, requestId: 'r' } });
    return refusal ? [refusal.refused[0]?.extensions['code'], refusal.http] : 'passed';
  }
  return { ask, clock, rate };
}

const limited = (seconds: string) => ['RATE_LIMITED', { status: 429, headers: { 'retry-after': seconds } }];

it('counts strangers by their address, and each kind of operation for itself', async () => {
  const { ask } = start();
  expect([await ask(stranger), await ask(stranger), await ask(stranger)]).toEqual(['passed', 'passed', limited('7')]);
  expect([await ask(stranger, 'mutation { a }'), await ask(stranger, 'mutation { a }')]).toEqual([
    'passed',
    limited('7'),
  ]);
  expect(await ask({ ...stranger, clientAddress: '192.0.2.2' })).toBe('passed');
});

it('begins anew with every window, and says when that is', async () => {
  const { ask, clock } = start();
  for (let round = 0; round < 2; round += 1) await ask(stranger);
  clock.now += 6_500;
  expect(await ask(stranger)).toEqual(limited('1'));
  clock.now += 500;
  expect(await ask(stranger)).toBe('passed');
});

it('counts a user over all sessions, wherever they are, and not what has no limit', async () => {
  const { ask } = start();
  for (const session of ['ses_1', 'ses_2', 'ses_3']) expect(await ask(user(session))).toBe('passed');
  expect(await ask({ ...user('ses_4'), clientAddress: '192.0.2.9' })).toEqual(limited('7'));
  for (let round = 0; round < 20; round += 1) expect(await ask(user('ses_1'), 'mutation { a }')).toBe('passed');
});

it('counts a partner by its own quota, all kinds together, for a minute', async () => {
  const { ask } = start();
  expect([await ask(partner), await ask(partner, 'mutation { a }'), await ask(partner)]).toEqual([
    'passed',
    'passed',
    limited('17'),
  ]);
});

it('does not count those whose address nobody knows', async () => {
  const { ask } = start();
  for (let round = 0; round < 20; round += 1) expect(await ask({ ...stranger, clientAddress: null })).toBe('passed');
});

it('counts for itself while the shared counters cannot be reached', async () => {
  const { ask } = start({ increment: () => Promise.reject(new EphemeralUnavailable('away')) });
  expect([await ask(stranger), await ask(stranger), await ask(stranger)]).toEqual(['passed', 'passed', limited('7')]);
});

it('looks nothing more up for who was refused too often, until the window ends', async () => {
  const { ask, clock, rate } = start();
  for (let round = 0; round < 2; round += 1) await rate.countRefused(stranger);
  expect(rate.refusal(stranger)).toBeUndefined();
  await rate.countRefused(stranger);
  expect(rate.refusal(stranger)?.http).toEqual({ status: 429, headers: { 'retry-after': '7' } });
  for (const other of [{ ...stranger, clientAddress: '192.0.2.2' }, user('ses_1'), partner])
    expect(rate.refusal(other)).toBeUndefined();
  // Operations are counted apart: who ran out of queries may still begin mutations.
  expect(await ask(stranger)).toBe('passed');
  clock.now += 7_000;
  expect(rate.refusal(stranger)).toBeUndefined();
});

it('takes what a partner is refused from its quota, and looks nothing more up beyond it', async () => {
  const { ask, rate } = start();
  await rate.countRefused(partner);
  expect(await ask(partner)).toBe('passed');
  expect(rate.refusal(partner)).toBeUndefined();
  expect(await ask(partner)).toEqual(limited('17'));
  expect(rate.refusal(partner)?.http).toEqual({ status: 429, headers: { 'retry-after': '17' } });
});
