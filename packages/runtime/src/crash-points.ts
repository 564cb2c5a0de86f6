/**
 * Named places at which a test may kill this process, to prove that nothing acknowledged is lost there.
 * Inert unless armed: production never arms one.
 */
export const CRASH_POINTS = [
  'checkout.afterIntentRecorded',
  'checkout.afterFreeze',
  'checkout.afterReserve',
  'checkout.afterOrderCreated',
  'checkout.afterPaymentIntent',
  'checkout.afterAuthorized',
  'checkout.afterAllocate',
  'checkout.afterCapture',
  'checkout.afterConfirmed',
  'compensation.afterTurnedBack',
  'compensation.afterPaymentCancelled',
  'compensation.afterStockReleased',
  'compensation.afterCartUnfrozen',
  'compensation.afterEndRecorded',
  'webhook.beforePersist',
  'webhook.afterPersist',
  'webhook.afterApply',
  'events.afterClaim',
  'events.afterDeliver',
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

let armed: CrashPoint | undefined;

/** Arms one crash point for the life of this process. Only the start of a process calls it, with its configuration's `CRASH_AT`. */
export function armCrashPoint(name: CrashPoint | undefined): void {
  armed = name;
}

/** Ends the process without any clean-up, as a power cut would, if `name` is armed. */
export function crashPoint(name: CrashPoint): void {
  if (armed === name) process.kill(process.pid, 'SIGKILL');
}
