/** What is kept of a charge of `amount` minor units: the rate, rounded half up, and the fixed part. */
export function feeOf(amount: number, fee: { readonly ratePpm: number; readonly fixed: number }): number {
  const share = (BigInt(amount) * BigInt(fee.ratePpm) + 500_000n) / 1_000_000n;
  return Number(share) + fee.fixed; // at most the amount plus the fixed part: safe
}
