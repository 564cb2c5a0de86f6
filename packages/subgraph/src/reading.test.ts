import { expect, it } from 'vitest';
import { createReading } from './reading.ts';

/** A reading whose reads end when the test says so, on the test's clock. */
function readingOf({ waitMs }: { waitMs: number }) {
  const clock = { now: 0 };
  const begun: { resolve: (value: number) => void; reject: (error: Error) => void }[] = [];
  const told = { failures: 0 };
  const latest = createReading<number>({
    read: () => new Promise((resolve, reject) => begun.push({ resolve, reject })),
    ageMs: 10_000,
    waitMs,
    failed: () => void (told.failures += 1),
    now: () => clock.now,
  });
  return { latest, clock, begun, told };
}

it('is read once for all who ask within its age, and again after that', async () => {
  const { latest, clock, begun } = readingOf({ waitMs: 60_000 });
  const asked = [latest(), latest()];
  begun[0]?.resolve(1);
  expect(await Promise.all(asked)).toEqual([1, 1]);
  clock.now = 9_999;
  expect(await latest()).toBe(1);
  clock.now = 10_000;
  const again = latest();
  begun[1]?.resolve(2);
  expect(await again).toBe(2);
  expect(begun).toHaveLength(2);
});

it('keeps what was read before when a read fails, and tells of the failure once', async () => {
  const { latest, clock, begun, told } = readingOf({ waitMs: 60_000 });
  const first = latest();
  begun[0]?.resolve(1);
  await first;
  clock.now = 10_000;
  const asked = [latest(), latest()];
  begun[1]?.reject(new Error('away'));
  expect(await Promise.all(asked)).toEqual([1, 1]);
  expect(told.failures).toBe(1);
});

it('knows nothing when the first read fails', async () => {
  const { latest, begun, told } = readingOf({ waitMs: 60_000 });
  const first = latest();
  begun[0]?.reject(new Error('away'));
  expect(await first).toBeUndefined();
  expect(told.failures).toBe(1);
});

it('waits for a read that hangs no longer than it is told, begins no other meanwhile, and goes on telling of it', async () => {
  const { latest, clock, begun, told } = readingOf({ waitMs: 1 });
  expect(await latest()).toBeUndefined();
  expect(told.failures).toBe(1);
  clock.now = 10_000;
  expect(await latest()).toBeUndefined();
  clock.now = 20_000;
  expect(await latest()).toBeUndefined();
  expect(begun).toHaveLength(1);
  expect(told.failures).toBe(3);
  begun[0]?.resolve(7);
  expect(await latest()).toBe(7);
  expect(told.failures).toBe(3);
});
