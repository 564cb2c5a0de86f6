import { expect, it } from 'vitest';
import { restartDelayMs } from './restart-delay.ts';

it('doubles with every end in a row, up to ten seconds', () => {
  expect([0, 1, 2, 3, 6, 7, 1_000].map(restartDelayMs)).toEqual([100, 200, 400, 800, 6_400, 10_000, 10_000]);
});
