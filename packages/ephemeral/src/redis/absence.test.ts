import { collectLog } from '@bazaar/runtime/testing/collect-log';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAbsence } from './absence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an absence is told once for all connections, again every minute, and no more when all are back', () => {
  const { log, lines } = collectLog();
  const absence = createAbsence(log);
  const told = () => lines.splice(0).map(({ level, msg, reason, awayS, err }) => [level, msg, reason, awayS, err]);

  absence.begin('commands', 'refused');
  absence.begin('listening', 'refused');
  expect(told()).toEqual([[40, 'Redis is away: this process goes on by itself', 'refused', undefined, undefined]]);
  vi.advanceTimersByTime(150_000);
  expect(told()).toEqual([60, 120].map((awayS) => [40, 'Redis is still away', 'refused', awayS, undefined]));
  absence.end('commands');
  vi.advanceTimersByTime(60_000);
  expect(told()).toHaveLength(1);
  absence.end('listening');
  vi.advanceTimersByTime(600_000);
  expect(told()).toEqual([]);
  absence.begin('commands', 'reset');
  expect(told()).toHaveLength(1);
  absence.end('commands');
});
