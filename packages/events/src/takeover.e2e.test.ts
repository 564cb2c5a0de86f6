import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { query } from '@bazaar/postgres/rows';
import { CRASH_POINTS, type CrashPoint } from '@bazaar/runtime/crash-points';
import { test } from 'vitest';
import { startDispatcher } from './dispatcher.ts';
import { announceChanges, newVendor, openMarket, silentLog, type Market } from './test-market/open-market.ts';

const PROGRAM = fileURLToPath(new URL('./test-market/crashing-dispatcher.ts', import.meta.url));

/** A lease lasts three seconds; the rest is one poll and a busy machine. What is promised is five. */
const TAKEOVER_MS = 5_000;

/** What the listener has heard of when a process dies at each of the dispatcher's crash points. */
const HEARD: Readonly<Partial<Record<CrashPoint, readonly string[]>>> = {
  'events.afterClaim': [],
  // Between effect and record: delivered a second time, and applied once.
  'events.afterDeliver': ['1'],
};

test('every crash point of the dispatcher is died at', ({ expect }) => {
  expect(Object.keys(HEARD)).toEqual(CRASH_POINTS.filter((point) => point.startsWith('events.')));
});

/** Two facts of one vendor, of which the first is under way when the process that delivers it kills itself; then another takes over. */
async function crashAndTakeOver(market: Market, crashAt: string) {
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

test.concurrent.for(Object.entries(HEARD))(
  'a process that dies at %s is taken over within its lease, and each effect happens once',
  async ([crashAt, heardBefore], { expect, onTestFinished }) => {
    const market = await openMarket();
    onTestFinished(() => market.stop());
    const { afterCrash, heard, tookMs } = await crashAndTakeOver(market, crashAt);
    expect(afterCrash).toEqual({ signal: 'SIGKILL', heard: heardBefore, left: LEFT });
    expect(heard).toEqual(['1', '2']);
    expect(tookMs).toBeLessThan(TAKEOVER_MS);
  },
);
