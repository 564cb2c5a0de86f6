import { newId } from '@bazaar/ids/id';
import { emptyHistogram, latencyClassOf } from '@bazaar/runtime/latency-histogram';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerOf, newDocument, newPartner, partnersOf, sha256, type TestPartner } from '../testing/test-partners.ts';
import { startTestUsers, type TestUsers } from '../testing/test-users.ts';
import type { DocumentToPublish } from '../storage/partner-documents.ts';
import { publishDocuments } from './publish-documents.ts';

let users: TestUsers;
let made: TestPartner;
const now = new Date('2026-03-01T12:00:00Z');
const document = newDocument('Feed');

beforeAll(async () => {
  users = await startTestUsers({ now: () => now });
  const context = partnersOf(users, () => now);
  made = await newPartner(context);
  await publishDocuments(context, made.partner, [document]);
});
afterAll(() => users.stop());

function entry(latenciesMs: readonly number[], given: Record<string, unknown> = {}) {
  const latencyHistogram = emptyHistogram();
  for (const ms of latenciesMs) {
    const index = latencyClassOf(ms);
    latencyHistogram[index] = (latencyHistogram[index] ?? 0) + 1;
  }
  return {
    partnerId: made.partner.id,
    hash: document.hash,
    day: '2026-03-01',
    calls: latenciesMs.length,
    errors: 0,
    totalLatencyMs: latenciesMs.reduce((sum, ms) => sum + ms, 0),
    latencyHistogram,
    lastUsedAt: now.toISOString(),
    ...given,
  };
}

const report = (entries: readonly unknown[], batchId: string = randomUUID()) =>
  users.command('users.recordDocumentUsage', { batchId, entries }, 'gateway');

async function publish(name: string): Promise<DocumentToPublish> {
  const published = newDocument(name);
  await publishDocuments(
    partnersOf(users, () => now),
    made.partner,
    [published],
  );
  return published;
}

async function usageOf(hash: string, days = 30): Promise<unknown> {
  const { myPartner } = await users.answer<{
    myPartner: { documents: { nodes: { hash: string; usage: unknown }[] } };
  }>(
    `query ($days: Int!) { myPartner { documents { nodes { hash usage(days: $days) { calls errors p50Ms p95Ms lastUsedAt } } } } }`,
    { days },
    callerOf(made),
  );
  return myPartner.documents.nodes.find((node) => node.hash === hash)?.usage;
}

test('adds up over gateways and days, and is told with percentiles', async () => {
  const { hash } = await publish('AddsUp');
  const before = new Date(now.getTime() - 24 * 3_600_000).toISOString();
  expect(await usageOf(hash)).toEqual({ calls: 0, errors: 0, p50Ms: null, p95Ms: null, lastUsedAt: null });
  await report([entry([4, 4, 4, 4], { hash, errors: 1 })]);
  await report([entry([4, 4, 4, 4, 400], { hash, day: '2026-02-28', lastUsedAt: before })]);
  await report([entry([4], { hash })]);
  const usage = (await usageOf(hash)) as { p50Ms: number; p95Ms: number };
  expect(usage).toMatchObject({ calls: 10, errors: 1, lastUsedAt: now.toISOString() });
  expect(latencyClassOf(usage.p50Ms)).toBe(latencyClassOf(4));
  expect(latencyClassOf(usage.p95Ms)).toBe(latencyClassOf(400));
  expect(await usageOf(hash, 1)).toMatchObject({ calls: 5 });
});

test('a batch that is sent again, ten times at once too, counts once', async () => {
  const { hash } = await publish('Once');
  const batchId = randomUUID();
  const answers = await Promise.all(Array.from({ length: 10 }, () => report([entry([7, 8], { hash })], batchId)));
  expect(answers).toEqual(answers.map(() => ({ kind: 'recorded' })));
  expect(await usageOf(hash)).toMatchObject({ calls: 2 });
  expect(await report([entry([7], { hash })], batchId)).toEqual({ kind: 'batchIdReused' });
  expect(await usageOf(hash)).toMatchObject({ calls: 2 });
});

test('gateways that report the same documents in other orders at once lose nothing', async () => {
  const hashes = (await Promise.all(['A', 'B', 'C', 'D'].map(publish))).map(({ hash }) => hash);
  await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      report((n % 2 === 0 ? hashes : hashes.toReversed()).map((hash) => entry([5, 50], { hash }))),
    ),
  );
  for (const hash of hashes) expect(await usageOf(hash)).toMatchObject({ calls: 24 });
});

test('uses of documents and partners that are not there are left out, and the others count', async () => {
  const { hash } = await publish('Known');
  const strange = [{ hash: sha256('strange') }, { partnerId: newId('ptn') }, { partnerId: 'nonsense' }];
  expect(await report([...strange.map((given) => entry([1], { hash, ...given })), entry([1], { hash })])).toEqual({
    kind: 'recorded',
  });
  expect(await usageOf(hash)).toMatchObject({ calls: 1 });
});

test.each([
  ['more errors than calls', { errors: 2 }],
  ['a histogram of other calls', { calls: 2 }],
  ['a histogram of other classes', { latencyHistogram: [1] }],
])('%s are a bug of the sender, and nothing of the batch is counted', async (_, given) => {
  const good = await publish(`Good${Object.keys(given).join('')}`);
  const wrong = await publish(`Wrong${Object.keys(given).join('')}`);
  await expect(report([entry([1], { hash: good.hash }), entry([1], { hash: wrong.hash, ...given })])).rejects.toThrow();
  expect(await usageOf(good.hash)).toMatchObject({ calls: 0 });
});

test('usage of more than a year is not to be had', async () => {
  for (const days of [0, 367]) {
    const answer = await users.ask(
      `query ($days: Int!) { myPartner { documents { nodes { usage(days: $days) { calls } } } } }`,
      { days },
      callerOf(made),
    );
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field: ['days'] });
  }
});

test('counts that nobody can ask for any more are deleted', async () => {
  const { hash } = await publish('Old');
  const days = ['2025-02-27', '2025-02-28', '2025-03-01', '2026-03-01'];
  await report(days.map((day) => entry([1], { hash, day })));
  expect(await users.runSweep('delete-old-usage')).toBe(2);
  const left = await users.sql<{ day: string }>(
    "select day::text from partner_document_usage where hash = decode($1, 'hex') order by day",
    [hash],
  );
  expect(left.map(({ day }) => day)).toEqual(['2025-03-01', '2026-03-01']);
});

test('when a document was last used is known after its counts are gone, and never goes back', async () => {
  const { hash } = await publish('LongAgo');
  const lastUse = () =>
    users.sql<{ last_used_at: Date | null }>(
      "select last_used_at from partner_document where hash = decode($1, 'hex')",
      [hash],
    );
  expect(await lastUse()).toEqual([{ last_used_at: null }]);
  const longAgo = '2025-02-27T12:00:00.000Z';
  await report([entry([1], { hash, day: '2025-02-27', lastUsedAt: longAgo })]);
  await report([entry([1], { hash, day: '2025-02-26', lastUsedAt: '2025-02-26T12:00:00.000Z' })]);
  expect(await users.runSweep('delete-old-usage')).toBe(2);
  expect(await usageOf(hash, 366)).toMatchObject({ calls: 0, lastUsedAt: null });
  expect(await lastUse()).toEqual([{ last_used_at: new Date(longAgo) }]);
});
