import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('pauses double from a quarter of a second to a minute', () => {
  expect([1, 2, 3, 8, 9, 20, 2_000].map((failures) => backoffMs(failures, 0))).toEqual([
    250, 500, 1_000, 32_000, 60_000, 60_000, 60_000,
  ]);
});

test('chance takes up to half of a pause', () => {
  expect([0, 0.5, 1].map((random) => backoffMs(3, random))).toEqual([1_000, 750, 500]);
});
