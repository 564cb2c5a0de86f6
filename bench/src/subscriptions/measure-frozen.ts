import { round } from '../gateway/summary.ts';
import { openCrowd, type Crowd } from './crowd.ts';
import { FOLLOW_NOTE } from './live-fixture.ts';
import type { LiveMarket } from './live-market.ts';

export interface FrozenClients {
  readonly clients: number;
  /** The most that a client which has stopped reading held in the gateway's memory; MiB. */
  readonly mib: number;
  /** Whether the gateway parted from all of them in the end. */
  readonly areCut: boolean;
}

const FROZEN = 4;
const READING = 1;
/** Memory is looked at after so many events, which is to a tenth of a MiB. */
const STEP = 25;
/** Steps before the clients freeze, for code to be compiled. */
const REHEARSAL = 10;
/** Events that may be on their way to those who read. */
const WINDOW = 10;
/** By then a client has left 20 MiB unread, which is more than the kernel holds. */
const MAX_EVENTS = 5_000;

/**
 * What clients cost that stop reading while events go on for others: first the kernel holds what they leave unread, then the gateway does, until it
 * parts from them.
 */
export async function measureFrozen(market: LiveMarket): Promise<FrozenClients> {
  const reading = await openCrowd(market, 'shared', READING, FOLLOW_NOTE);
  const frozen = await openCrowd(market, 'distinct', FROZEN, FOLLOW_NOTE);
  for (let step = 0; step < REHEARSAL; step++) await publishStep(market, reading);
  const { usedBytes } = await market.memory();
  let mostBytes = usedBytes;
  let areCut = false;
  for (const subscriber of frozen.subscribers) subscriber.freeze();
  for (let published = 0; published < MAX_EVENTS && !areCut; published += STEP) {
    await publishStep(market, reading);
    mostBytes = Math.max(mostBytes, (await market.memory()).usedBytes);
    // One of the frozen may follow the same order as those who read, and share their way to it.
    areCut = (await market.followers()) <= READING;
  }
  for (const subscriber of frozen.subscribers) subscriber.cut();
  await reading.cut();
  return { clients: FROZEN, mib: round((mostBytes - usedBytes) / 2 ** 20 / FROZEN, 2), areCut };
}

async function publishStep(market: LiveMarket, reading: Crowd): Promise<void> {
  const before = reading.received;
  for (let event = 0; event < STEP; event++) {
    await reading.reach(before + (event - WINDOW) * READING);
    await market.publish();
  }
  await reading.reach(before + STEP * READING);
}
