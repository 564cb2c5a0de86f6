import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { hashDocument } from '../documents/document-id.ts';
import { documentSettings, openDocuments } from '../documents/open-documents.ts';
import type { Client } from '../engine/request-scope.ts';
import { startFixture } from '../testing/start-fixture.ts';
import { limitPreparation, preparationSettings } from './limit-preparation.ts';
import { rateLimitSettings } from './limit-rate.ts';

const stranger: Client = { caller: null, clientAddress: '192.0.2.1' };
const user = (sid: string, clientAddress: string | null = null): Client => ({
  clientAddress,
  caller: { sub: 'usr_1', sid, roles: [], vendors: [] },
});

function start(settings: object = { anonymousMs: 600, signedInMs: 1_200, burstMs: 1_000 }) {
  const clock = { now: 5, work: 7 };
  const limit = limitPreparation({
    settings: preparationSettings.parse(settings),
    workMs: () => clock.work,
    now: () => clock.now,
  });
  return {
    clock,
    work: (client: Client, ms: number) => limit.count(client, () => (clock.work += ms)),
    refused: (client: Client) => limit.refusal(client)?.http,
    limit,
  };
}
const wait = (seconds: string) => ({ status: 429, headers: { 'retry-after': seconds } });

it('lets a client go beyond what is left once, and then wait until it has that back', () => {
  const { work, refused, clock } = start();
  work(stranger, 900);
  expect(refused(stranger)).toBeUndefined();
  work(stranger, 400);
  // 300 ms too much at 10 ms a second.
  expect(refused(stranger)).toEqual(wait('31'));
  clock.now += 29_000;
  expect(refused(stranger)).toEqual(wait('2'));
  clock.now += 2_000;
  expect(refused(stranger)).toBeUndefined();
});

it('saves up no more than the burst', () => {
  const { work, refused, clock } = start();
  work(stranger, 1_000);
  clock.now += 3_600_000;
  work(stranger, 1_000);
  expect(refused(stranger)).toEqual(wait('1'));
});

it('counts what fails too', () => {
  const { refused, clock, limit } = start();
  const fail = () => {
    clock.work += 1_500;
    throw new Error('no operation');
  };
  expect(() => limit.count(stranger, fail)).toThrow('no operation');
  expect(refused(stranger)).toEqual(wait('51'));
});

it('counts strangers by address and users by themselves, wherever they are', () => {
  const { work, refused } = start();
  work(stranger, 1_001);
  work(user('ses_1', '192.0.2.7'), 1_001);
  expect(refused(stranger)).toBeDefined();
  expect(refused({ ...stranger, clientAddress: '192.0.2.2' })).toBeUndefined();
  expect(refused(user('ses_2', '192.0.2.8'))).toEqual(wait('1'));
});

it('does not count those whose address nobody knows, nor kinds that are granted all', () => {
  const { work, refused } = start({ signedInMs: 10 });
  work({ ...stranger, clientAddress: null }, 100_000);
  work(stranger, 100_000);
  expect([refused({ ...stranger, clientAddress: null }), refused(stranger)]).toEqual([undefined, undefined]);
});

it('over HTTP: 429 for one more text, whatever is wrong with it and however it is sent, while known ones are answered, and others are served', async () => {
  const ephemeral = createInProcessEphemeral();
  // Anything that has to be prepared uses that up, and what is granted does not matter while the test runs.
  const settings = rateLimitSettings.parse({ preparation: { anonymousMs: 1, burstMs: 1 } });
  const registered = 'query Registered { product(sku: "a") { name } }';
  const manifest = join(await mkdtemp(join(tmpdir(), 'preparation-')), 'documents.json');
  await writeFile(manifest, JSON.stringify({ [hashDocument(registered)]: registered }));
  const documents = await openDocuments(documentSettings.parse({ manifests: [manifest] }), ephemeral);
  const fixture = await startFixture('memory', { rateLimits: { settings, counters: ephemeral.counters }, documents });
  onTestFinished(async () => {
    await fixture.stop();
    await rm(dirname(manifest), { recursive: true });
  });
  const post = async (body: object, from: Record<string, string> = { 'x-forwarded-for': '203.0.113.1' }) => {
    const response = await fetch(`${fixture.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...from },
      body: JSON.stringify(body),
    });
    return response.status;
  };
  const text = (name: string) =>
    `query ${name} { ${Array.from({ length: 50 }, (_, at) => `a${at}: product(sku: "a") { name }`).join(' ')} }`;
  // Nobody counts those whose address is not known.
  expect(await post({ query: text('Known') }, {})).toBe(200);
  // Some processors take less than a millisecond for one.
  await expect.poll(() => post({ query: text(`Q${randomBytes(4).toString('hex')}`) })).toBe(429);
  expect(await post({ query: text('Known') })).toBe(200);
  expect(await post({ query: '{ wrong' })).toBe(429);
  const hashed = text('Hashed');
  const persisted = { extensions: { persistedQuery: { version: 1, sha256Hash: hashDocument(hashed) } } };
  expect(await post({ query: hashed, ...persisted })).toBe(429);
  // To be compared with what is registered a text has to be read, unless it stands there as it is.
  const documentId = hashDocument(registered);
  expect(await post({ documentId, query: text('Other') })).toBe(429);
  expect(await post({ documentId, query: ` ${registered}` })).toBe(429);
  expect(await post({ documentId, query: ` ${registered}` }, {})).toBe(200);
  expect([await post({ documentId, query: registered }), await post({ documentId })]).toEqual([200, 200]);
  // What was sent with its hash was not registered either: it is not found.
  expect(await post(persisted)).toBe(200);
  expect(await post({ query: text('Another') }, {})).toBe(200);
});
