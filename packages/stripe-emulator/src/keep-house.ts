import type { Emulator } from './emulator.ts';
import { IDEMPOTENCY_MS } from './http/idempotency.ts';
import { payArrivedPayouts } from './payouts/settle-payout.ts';
import { settleDueRefunds } from './refunds/settle-refund.ts';

/** Does what is due by time alone: payouts arrive, refunds of test cards end, idempotency keys are forgotten. */
export function keepHouse(emulator: Emulator): void {
  const nowMs = emulator.nowMs();
  emulator.perform({}, (step) => {
    payArrivedPayouts(step);
    settleDueRefunds(step);
    for (const { id, createdMs } of step.tx.list('idempotency')) {
      if (nowMs - createdMs < IDEMPOTENCY_MS) break; // oldest first
      step.tx.delete('idempotency', id);
    }
  });
}
