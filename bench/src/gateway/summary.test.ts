import { describe, expect, test } from 'vitest';
import { median, summarise, type Measured } from './summary.ts';

const BASES = { stock: 'stock', bare: 'bare' };

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[7], 7],
  [[10, 9, 100], 10],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('no values have no median', () => {
  expect(() => median([])).toThrow('no median');
});

describe('a summary', () => {
  const of = (name: string, given: Partial<Measured> = {}): Measured => ({
    name,
    query: 'nested',
    workers: 1,
    rps: 100,
    p99Ms: 10,
    cpuMsPerRequest: 10,
    coresBusy: 1,
    failed: 0,
    ...given,
  });

  test('holds the median of every figure over the rounds', () => {
    const rounds = [
      of('stock', { rps: 90, p99Ms: 30, cpuMsPerRequest: 12 }),
      of('stock', { rps: 100, p99Ms: 10, cpuMsPerRequest: 11 }),
      of('stock', { rps: 20, p99Ms: 20, cpuMsPerRequest: 50 }),
    ];
    expect(summarise(rounds, BASES)).toEqual([
      {
        ...of('stock'),
        rps: 90,
        p99Ms: 20,
        cpuMsPerRequest: 12,
        ratioToStock: 1,
        cpuRatioToStock: 1,
        ratioToBare: null,
      },
    ]);
  });

  test('counts what failed in any round', () => {
    expect(summarise([of('stock', { failed: 2 }), of('stock'), of('stock', { failed: 3 })], BASES)).toMatchObject([
      { failed: 5 },
    ]);
  });

  test('compares throughput where both used up their cores', () => {
    const [, fast] = summarise([of('stock'), of('fast', { rps: 1_000, cpuMsPerRequest: 0.9, coresBusy: 0.95 })], BASES);
    expect(fast).toMatchObject({ ratioToStock: 10, cpuRatioToStock: 11.11 });
  });

  test('compares CPU time where something else held one of them back', () => {
    const [, fast] = summarise([of('stock'), of('fast', { rps: 1_000, cpuMsPerRequest: 0.5, coresBusy: 0.5 })], BASES);
    expect(fast).toMatchObject({ ratioToStock: 20, cpuRatioToStock: 20 });
  });

  test('compares only what was asked the same, of as many workers', () => {
    const summaries = summarise(
      [
        of('stock'),
        of('stock', { query: 'tiny', rps: 500 }),
        of('fast', { query: 'tiny', rps: 1_000 }),
        of('fast', { workers: 2 }),
      ],
      BASES,
    );
    expect(summaries.map(({ name, query, workers, ratioToStock }) => [name, query, workers, ratioToStock])).toEqual([
      ['stock', 'nested', 1, 1],
      ['stock', 'tiny', 1, 1],
      ['fast', 'tiny', 1, 2],
      ['fast', 'nested', 2, null],
    ]);
  });

  test('without stock has no ratios', () => {
    expect(summarise([of('fast')], BASES)).toMatchObject([{ ratioToStock: null, cpuRatioToStock: null }]);
  });

  test('tells how close to doing nothing it comes', () => {
    const rounds = [of('bare', { rps: 1_000 }), of('kept', { rps: 500 }), of('bare', { query: 'tiny' })];
    expect(summarise(rounds, BASES)).toMatchObject([{ ratioToBare: 1 }, { ratioToBare: 0.5 }, { ratioToBare: 1 }]);
  });
});
