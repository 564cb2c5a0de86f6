import { expect, test } from 'vitest';
import {
  emptyHistogram,
  LATENCY_BOUNDS_MS,
  LATENCY_CLASSES,
  latencyClassOf,
  percentileMs,
} from './latency-histogram.ts';

function counted(latenciesMs: readonly number[]): number[] {
  const histogram = emptyHistogram();
  for (const latencyMs of latenciesMs) {
    const index = latencyClassOf(latencyMs);
    histogram[index] = (histogram[index] ?? 0) + 1;
  }
  return histogram;
}

test('a latency belongs to the first class that it does not exceed, and to the last beyond all', () => {
  expect(latencyClassOf(0)).toBe(0);
  expect(latencyClassOf(1)).toBe(0);
  expect(latencyClassOf(1.01)).toBe(1);
  expect(latencyClassOf(10)).toBe(LATENCY_BOUNDS_MS.indexOf(10));
  expect(latencyClassOf(60_000)).toBe(LATENCY_CLASSES - 1);
});

test('nothing counted has no percentile', () => {
  expect(percentileMs(emptyHistogram(), 0.5)).toBeNull();
});

test('percentiles are within their class of the true ones, for several spreads', () => {
  const spreads: readonly number[][] = [
    Array.from({ length: 1_000 }, (_, n) => n),
    Array.from({ length: 1_000 }, (_, n) => Math.exp(n / 120)),
    [...Array.from({ length: 95 }, () => 4), ...Array.from({ length: 5 }, () => 900)],
    [42],
  ];
  for (const latencies of spreads)
    for (const quantile of [0.5, 0.95, 0.99]) {
      const truth = latencies.toSorted((a, b) => a - b)[Math.ceil(quantile * latencies.length) - 1] ?? 0;
      const told = percentileMs(counted(latencies), quantile) ?? Number.NaN;
      expect(latencyClassOf(told)).toBe(latencyClassOf(truth));
    }
});

test('histograms of several processes add up to that of all calls', () => {
  const [one, other] = [counted([3, 80, 80, 400]), counted([2, 2, 9_000, 20_000])];
  const sum = one.map((count, index) => count + (other[index] ?? 0));
  expect(sum).toEqual(counted([3, 80, 80, 400, 2, 2, 9_000, 20_000]));
  expect(percentileMs(sum, 1)).toBe(15_000);
});
