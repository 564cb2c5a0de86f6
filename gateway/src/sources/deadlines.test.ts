import { beforeEach, expect, it, vi } from 'vitest';
import { atDeadline } from './deadlines.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  return () => void vi.useRealTimers();
});

it('tells everyone when their time is over, never before, and hardly later', () => {
  const ended: number[] = [];
  const deadlines = [1_000_000, 1_000_001, 1_000_024, 1_000_025, 1_000_026, 1_009_999];
  for (const deadline of deadlines) atDeadline(deadline, () => ended.push(Date.now() - deadline));
  vi.advanceTimersByTime(10_100);
  expect(ended).toHaveLength(deadlines.length);
  for (const lateMs of ended) {
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(27);
  }
});

it('does not tell who has taken it back, even while it tells others', () => {
  const told: string[] = [];
  atDeadline(1_000_100, () => {
    told.push('one');
    takeBack();
  });
  const takeBack = atDeadline(1_000_100, () => told.push('other'));
  vi.advanceTimersByTime(200);
  expect(told).toEqual(['one']);
});

it('ends at once what should have ended before', () => {
  const expire = vi.fn<() => void>();
  atDeadline(999_000, expire);
  vi.advanceTimersByTime(1);
  expect(expire).toHaveBeenCalledOnce();
});
