import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withDeadline } from './deadline.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

test('aborts at the deadline, as a timeout', () => {
  const { signal } = withDeadline(1_000_100);
  vi.advanceTimersByTime(99);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

test('aborts when the caller does, with the caller’s reason, also when that was before', () => {
  const caller = new AbortController();
  const { signal } = withDeadline(1_000_100, caller.signal);
  caller.abort('left');
  expect(signal.reason).toBe('left');
  expect(withDeadline(1_000_100, caller.signal).signal.reason).toBe('left');
});

test('a deadline that has passed aborts at once; one that never comes, never', () => {
  const past = withDeadline(0);
  const never = withDeadline(Infinity);
  vi.advanceTimersByTime(0);
  expect(past.signal.aborted).toBe(true);
  vi.advanceTimersByTime(10 * 365 * 24 * 3_600_000);
  expect(never.signal.aborted).toBe(false);
});

test('what was disposed of holds nothing and aborts no more', () => {
  const caller = new AbortController();
  const { signal, dispose } = withDeadline(1_000_100, caller.signal);
  dispose();
  expect(vi.getTimerCount()).toBe(0);
  caller.abort();
  expect(signal.aborted).toBe(false);
});
