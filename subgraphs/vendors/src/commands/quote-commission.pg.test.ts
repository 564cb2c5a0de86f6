import { newId } from '@bazaar/ids/id';
import { countStatements } from '@bazaar/postgres/statements';
import { newCaller } from '@bazaar/testkit/new-caller';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, startTestVendors, type TestVendors } from '../testing/test-vendors.ts';

let vendors: TestVendors;
let now = new Date('2026-03-01T12:00:00Z');
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  vendors = await startTestVendors({ now: () => now, env: { DEFAULT_COMMISSION_PPM: '70000' } });
});
afterAll(() => vendors.stop());

type Rule = { commissionRule: { id: string; validUntil: string | null } | null };

function create(input: Record<string, unknown>, caller = ADMIN) {
  return vendors.mutate<Rule>('commissionRuleCreate', input, 'commissionRule { id validUntil }', caller);
}

function end(commissionRuleId: string, caller = ADMIN) {
  return vendors.mutate<Rule>('commissionRuleEnd', { commissionRuleId }, 'commissionRule { id validUntil }', caller);
}

interface Quote {
  readonly lines: readonly {
    lineId: string;
    commissionRuleId: string | null;
    ratePpm: number;
    commissionAmount: number;
  }[];
  readonly inactiveVendorIds: readonly string[];
}

async function quote(
  lines: readonly { vendorId: string; categoryIds?: readonly string[]; netAmount?: number }[],
): Promise<Quote> {
  const input = {
    currency: 'EUR',
    lines: lines.map((line, index) => ({ lineId: `line-${index}`, categoryIds: [], netAmount: 1_000, ...line })),
  };
  // The contract of the command parsed it.
  return (await vendors.command('vendors.quoteCommission', input, 'orders')) as Quote;
}

test('each line by the most specific rule in force, in two statements', async () => {
  const [mine, other] = [await vendors.open(), await vendors.open()];
  const [shoes, books] = [newId('cat'), newId('cat')];
  const byVendor = await create({ vendorId: mine.id, ratePpm: 50_000 });
  const byBoth = await create({ vendorId: mine.id, categoryId: shoes, ratePpm: 30_000 });
  expect(byVendor.userErrors).toEqual([]);
  const lines = [
    { vendorId: mine.id, categoryIds: [shoes, books], netAmount: 999 },
    { vendorId: mine.id, categoryIds: [books] },
    { vendorId: other.id, categoryIds: [shoes] },
  ];
  const { result, statements } = await countStatements(() => quote(lines));
  expect(result).toEqual({
    lines: [
      { lineId: 'line-0', commissionRuleId: byBoth.commissionRule?.id, ratePpm: 30_000, commissionAmount: 30 },
      { lineId: 'line-1', commissionRuleId: byVendor.commissionRule?.id, ratePpm: 50_000, commissionAmount: 50 },
      { lineId: 'line-2', commissionRuleId: null, ratePpm: 70_000, commissionAmount: 70 },
    ],
    inactiveVendorIds: [],
  });
  expect(statements).toHaveLength(2);
});

test('vendors that may not sell are named: unknown, waiting, suspended', async () => {
  const [fine, waiting, suspended] = [await vendors.open(), await vendors.apply(), await vendors.open()];
  await vendors.mutate('vendorSuspend', { vendorId: suspended.id, reason: 'x' }, '', ADMIN);
  const unknown = newId('vnd');
  const { inactiveVendorIds } = await quote(
    [fine.id, waiting.id, suspended.id, unknown, 'nonsense'].map((vendorId) => ({ vendorId })),
  );
  expect(inactiveVendorIds).toEqual([waiting.id, suspended.id, unknown, 'nonsense']);
});

test('a rule counts from its beginning to its end, and can be ended at once', async () => {
  const { id: vendorId } = await vendors.open();
  const rateNow = async () => (await quote([{ vendorId }])).lines[0]?.ratePpm;
  const later = await create({
    vendorId,
    ratePpm: 10_000,
    validFrom: new Date(now.getTime() + HOUR_MS).toISOString(),
    validUntil: new Date(now.getTime() + 3 * HOUR_MS).toISOString(),
  });
  expect(await rateNow()).toBe(70_000);
  expect((await end(later.commissionRule!.id)).userErrors).toMatchObject([{ code: 'COMMISSION_RULE_NOT_FOUND' }]);
  now = new Date(now.getTime() + HOUR_MS);
  expect(await rateNow()).toBe(10_000);
  now = new Date(now.getTime() + HOUR_MS);
  expect((await end(later.commissionRule!.id)).commissionRule).toEqual({
    id: later.commissionRule!.id,
    validUntil: now.toISOString(),
  });
  expect(await rateNow()).toBe(70_000);
  expect((await end(later.commissionRule!.id)).userErrors).toMatchObject([
    { code: 'COMMISSION_RULE_NOT_FOUND', field: ['commissionRuleId'] },
  ]);
});

test.each([
  [{ ratePpm: -1 }, 'RATE_INVALID', 'ratePpm'],
  [{ ratePpm: 1_000_001 }, 'RATE_INVALID', 'ratePpm'],
  [{ ratePpm: 1, vendorId: newId('vnd') }, 'VENDOR_NOT_FOUND', 'vendorId'],
  [{ ratePpm: 1, vendorId: 'x' }, 'VENDOR_NOT_FOUND', 'vendorId'],
  [{ ratePpm: 1, categoryId: 'x' }, 'CATEGORY_NOT_FOUND', 'categoryId'],
  [{ ratePpm: 1, validFrom: '2020-01-01T00:00:00Z' }, 'PERIOD_INVALID', 'validFrom'],
  [
    { ratePpm: 1, validFrom: '2030-01-01T00:00:00Z', validUntil: '2030-01-01T00:00:00Z' },
    'PERIOD_INVALID',
    'validUntil',
  ],
])('refuses %j and names the field', async (input, code, field) => {
  expect(await create(input)).toEqual({
    commissionRule: null,
    userErrors: [{ code, message: expect.any(String), field: [field] }],
  });
});

test('rules are written by administrators and read by support, page by page', async () => {
  const [counted] = await vendors.sql<{ rules: number }>('select count(*)::int as rules from commission_rule');
  const document =
    '{ commissionRules(first: 1) { edges { node { ratePpm } } nodes { ratePpm } pageInfo { hasNextPage } totalCount } }';
  expect(await vendors.answer(document, {}, newCaller('SUPPORT'))).toEqual({
    commissionRules: {
      edges: [{ node: { ratePpm: expect.any(Number) } }],
      nodes: [{ ratePpm: expect.any(Number) }],
      pageInfo: { hasNextPage: true },
      totalCount: counted?.rules,
    },
  });
  await expect(vendors.answer(document, {}, newCaller())).rejects.toThrow('FORBIDDEN');
  await expect(create({ ratePpm: 1 }, newCaller('SUPPORT'))).rejects.toThrow('FORBIDDEN');
  await expect(end(newId('cmr'), newCaller())).rejects.toThrow('FORBIDDEN');
});

test('orders alone asks, and in the agreed form', async () => {
  const input = { currency: 'EUR', lines: [{ lineId: '1', vendorId: newId('vnd'), categoryIds: [], netAmount: 1 }] };
  await expect(vendors.command('vendors.quoteCommission', input, 'cart')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  for (const wrong of [{}, { ...input, lines: [] }, { currency: 'EUR', lines: [{ ...input.lines[0], netAmount: -1 }] }])
    await expect(vendors.command('vendors.quoteCommission', wrong, 'orders')).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
});
