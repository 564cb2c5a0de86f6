import { round } from '../gateway/summary.ts';
import { openCrowd, type Company } from './crowd.ts';
import type { LiveMarket } from './live-market.ts';

export interface ClientMemory {
  readonly clients: number;
  /** Of the gateway: objects and their buffers, per connected client with one subscription. */
  readonly usedKiB: number;
  /** The same of the memory that its process occupies. */
  readonly rssKiB: number;
}

/** Before measuring, so many have come and gone: code is compiled and buffers stand ready. */
const REHEARSAL = 100;

/** What a connected client with one subscription costs the gateway while nothing happens. */
export async function measureClients(market: LiveMarket, company: Company, clients: number): Promise<ClientMemory> {
  const rehearsal = await openCrowd(market, company, REHEARSAL);
  await rehearsal.cut();
  const before = await market.memory();
  const crowd = await openCrowd(market, company, clients);
  const after = await market.memory();
  await crowd.cut();
  return {
    clients,
    usedKiB: round((after.usedBytes - before.usedBytes) / 1_024 / clients, 1),
    rssKiB: round((after.rssBytes - before.rssBytes) / 1_024 / clients, 1),
  };
}
