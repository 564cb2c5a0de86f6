import { afterEach, expect, test, vi } from 'vitest';
import { uuidV7 } from './uuid-v7.ts';

afterEach(() => void vi.useRealTimers());

test('carries version, variant and the time of its making', () => {
  const before = Date.now();
  const uuid = uuidV7();
  expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(timeOf(uuid)).toBeGreaterThanOrEqual(before);
  expect(timeOf(uuid)).toBeLessThanOrEqual(Date.now());
});

test('a hundred thousand in one millisecond grow strictly', () => {
  const at = Date.UTC(2030, 0, 1);
  const uuids = Array.from({ length: 100_000 }, () => uuidV7(at));
  expect(uuids.every((uuid, i) => timeOf(uuid) === at && (i === 0 || uuid > (uuids[i - 1] ?? '')))).toBe(true);
});

test('a given time is taken as it is: the past, the first millisecond, the last', () => {
  for (const at of [Date.UTC(2030, 0, 1), Date.UTC(2001, 0, 1), 0, 2 ** 48 - 1]) expect(timeOf(uuidV7(at))).toBe(at);
});

test('a given time in the future does not move the ids that go by the clock', () => {
  uuidV7(Date.UTC(2999, 0, 1));
  expect(timeOf(uuidV7())).toBeLessThanOrEqual(Date.now());
});

test('ids that go by the clock grow although the clock steps back', () => {
  vi.useFakeTimers({ now: Date.now() + 60_000 });
  const before = uuidV7();
  vi.setSystemTime(Date.now() - 5_000);
  expect(uuidV7() > before).toBe(true);
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 48])('%d is no time', (at) => {
  expect(() => uuidV7(at)).toThrow(RangeError);
});

function timeOf(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}
