import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '@bazaar/runtime/log';
import { startFixture } from '../start-fixture.ts';

/**
 * Measures how one gateway tells many clients of the same change: `main.ts [clients] [seconds]`. The clients live in another process; the gateway's own
 * CPU time is what counts on a machine that both share.
 */
const [clients = '1000', seconds = '3'] = process.argv.slice(2);
const count = Number(clients);

const silent = createLogger({ name: 'gateway', level: 'silent' });
const live = { maxSocketsPerAddress: count, maxSockets: count };
const { gateway, world, stop } = await startFixture('memory', { log: silent, live });

const settle = async (): Promise<number> => {
  globalThis.gc?.();
  await sleep(200);
  globalThis.gc?.();
  return process.memoryUsage.rss();
};
const rssBefore = await settle();
const child = fork(new URL('clients.ts', import.meta.url), [
  `${gateway.url.replace('http', 'ws')}/graphql`,
  String(count),
]);
await once(child, 'message');
const rssAfter = await settle();

async function received(): Promise<number> {
  child.send('count');
  const [answer] = (await once(child, 'message')) as [number];
  return answer;
}

const until = performance.now() + Number(seconds) * 1_000;
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
let changes = 0;
let longestBlockMs = 0;
let last = performance.now();
const watch = setInterval(() => {
  const now = performance.now();
  longestBlockMs = Math.max(longestBlockMs, now - last - 5);
  last = now;
}, 5);
while (performance.now() < until) {
  changes += 1;
  world.change({ id: 'o1', status: `V${changes}`, product: { sku: 'a' } });
  while ((await received()) < changes * count) await sleep(1);
}
const elapsedS = (performance.now() - startedAt) / 1_000;
clearInterval(watch);
const { user, system } = process.cpuUsage(cpuBefore);
const deliveries = changes * count;

const cutAt = performance.now();
child.send('cut');
while (world.subscribers > 0) await sleep(5);
const releasedMs = performance.now() - cutAt;
child.kill();
process.stdout.write(
  `${JSON.stringify({
    clients: count,
    changes,
    deliveriesPerSecond: Math.round(deliveries / elapsedS),
    gatewayCpuMicrosPerDelivery: Math.round((user + system) / deliveries),
    longestBlockMs: Math.round(longestBlockMs),
    kibPerClient: Math.round((rssAfter - rssBefore) / count / 1_024),
    releasedMs: Math.round(releasedMs),
  })}\n`,
);
await stop();
