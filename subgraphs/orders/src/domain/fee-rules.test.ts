import { expect, it } from 'vitest';
import { FEE_MAY_COME_MS, waitBeforeFee } from './fee-rules.ts';

const capturedAt = new Date('2026-03-01T12:00:00Z');
const after = (ms: number): Date => new Date(capturedAt.getTime() + ms);

it('asks soon at first, then twice as late each time, some twenty times in five weeks, and no more', () => {
  const ages: number[] = [];
  for (let ageMs = 0; ;) {
    const wait = waitBeforeFee(capturedAt, after(ageMs));
    if (wait === null) break;
    ageMs += wait;
    ages.push(ageMs);
  }
  expect(ages.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000]);
  expect(ages).toHaveLength(21);
  expect(ages.at(-1)).toBeGreaterThanOrEqual(FEE_MAY_COME_MS);
});

it('is not put off by a clock that is behind', () => {
  expect(waitBeforeFee(capturedAt, after(-60_000))).toBe(5_000);
});
