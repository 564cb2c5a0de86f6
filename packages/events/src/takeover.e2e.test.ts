import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { query } from '@bazaar/postgres/rows';
import type { CrashPoint } from '@bazaar/runtime/crash-points';
import { afterAll, beforeAll, test } from 'vitest';
import { startDispatcher } from './dispatcher.ts';
import { announceChanges, newVendor, openMarket, silentLog, type Market } from './test-market/open-market.ts';

const PROGRAM = fileURLToPath(new URL('./test-market/crashing-dispatcher.ts', import.meta.url));

/** A lease lasts three seconds; the rest is one poll and a busy machine. What is promised is five. */
const TAKEOVER_MS = 5_000;

let claimed: Market;
let delivered: Market;
beforeAll(async () => {
  [claimed, delivered] = await Promise.all([openMarket(), openMarket()]);
});
afterAll(() => Promise.all([claimed.stop(), delivered.stop()]));

/** Two facts of one vendor, of which the first is under way when the process that delivers it kills itself; then another takes over. */
async function crashAndTakeOver(market: Market, crashAt: CrashPoint) {
  await announceChanges(market, newVendor(), 1, 2);
  const child = fork(PROGRAM, [market.url, crashAt], { execArgv: ['--import', 'tsx', '--conditions=source'] });
  const [, signal] = await once(child, 'exit');
  const diedAt = performance.now();
  const afterCrash = {
    signal: signal as unknown,
    heard: await versionsHeard(market),
    left: await query(
      market.vendors.reader,
      'select sequence::int, leased_by is not null as leased, attempts from outbox_delivery order by sequence',
    ),
  };
  const dispatcher = startDispatcher({ database: market.vendors, log: silentLog, deliver: market.deliver });
  await dispatcher.idle();
  const tookMs = performance.now() - diedAt;
  await dispatcher.stop();
  return { afterCrash, heard: await versionsHeard(market), tookMs };
}

const versionsHeard = async (market: Market) => (await market.heard()).map((line) => line.split('#')[1]);

const LEFT = [
  { sequence: 1, leased: true, attempts: 1 },
  { sequence: 2, leased: false, attempts: 0 },
];

test.concurrent('a process that dies with a claim is taken over within its lease', async ({ expect }) => {
  const { afterCrash, heard, tookMs } = await crashAndTakeOver(claimed, 'events.afterClaim');
  expect(afterCrash).toEqual({ signal: 'SIGKILL', heard: [], left: LEFT });
  expect(heard).toEqual(['1', '2']);
  expect(tookMs).toBeLessThan(TAKEOVER_MS);
});

test.concurrent(
  'a process that dies between effect and record is taken over, and the effect happens once',
  async ({ expect }) => {
    const { afterCrash, heard, tookMs } = await crashAndTakeOver(delivered, 'events.afterDeliver');
    expect(afterCrash).toEqual({ signal: 'SIGKILL', heard: ['1'], left: LEFT });
    expect(heard).toEqual(['1', '2']);
    expect(tookMs).toBeLessThan(TAKEOVER_MS);
  },
);
