import { expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

it('doubles the longest wait with every try, up to five seconds', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 60].map((tries) => backoffMs(tries, 1))).toEqual([
    100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000,
  ]);
});

it('spreads those who lost the same connection over the whole wait', () => {
  expect([0, 0.25, 0.5, 0.75].map((random) => backoffMs(3, random))).toEqual([0, 200, 400, 600]);
});
