import { expect, it } from 'vitest';
import { REFUND_MAY_FAIL_MS, waitBeforeCheck } from './refund-rules.ts';

const HOUR_MS = 3_600_000;
const settledAt = new Date('2026-03-01T12:00:00Z');
const after = (ms: number): Date => new Date(settledAt.getTime() + ms);

it('waits twice as long each time', () => {
  const waits = [0, 1, 2, 3].map((checks) => waitBeforeCheck(settledAt, checks, HOUR_MS, settledAt));
  expect(waits).toEqual([HOUR_MS, 2 * HOUR_MS, 4 * HOUR_MS, 8 * HOUR_MS]);
});

it('looks ten times or so in five weeks, the last time when the refund can no longer fail', () => {
  let atMs = 0;
  let checks = 0;
  for (;;) {
    const wait = waitBeforeCheck(settledAt, checks, HOUR_MS, after(atMs));
    if (wait === null) break;
    atMs += wait;
    checks += 1;
  }
  expect(atMs).toBe(REFUND_MAY_FAIL_MS);
  expect(checks).toBe(10);
});

it('is over after that, however often it was looked at', () => {
  expect(waitBeforeCheck(settledAt, 0, HOUR_MS, after(REFUND_MAY_FAIL_MS))).toBeNull();
  expect(waitBeforeCheck(settledAt, 1_000, HOUR_MS, after(REFUND_MAY_FAIL_MS - 1))).toBe(1);
});
