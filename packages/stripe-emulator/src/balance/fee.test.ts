import { describe, expect, it } from 'vitest';
import { feeOf } from './fee.ts';

describe('the fee', () => {
  it.each([
    [0, 30],
    [1, 30],
    [17, 30], // 0.493 rounds down
    [18, 31], // 0.522 rounds up
    [500, 45], // 14.5 rounds up
    [1_099, 62],
    [99_999_999, 2_900_030],
    [Number.MAX_SAFE_INTEGER, 261_208_778_387_489 + 30],
  ])('of %d is %d', (amount, fee) => {
    expect(feeOf(amount, { ratePpm: 29_000, fixed: 30 })).toBe(fee);
  });
});
